package cc.chitty.sync.consolidate.source.codex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanScriptTest {

    private static final Map<String, Object> ADD_RETRY =
            Map.of("plan", List.of(Map.of("step", "Add retry", "status", "in_progress")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const r = await tools.update_plan({plan:[{step:\"Add retry\",status:'in_progress'}]}); text(r);",
                "await tools.update_plan({plan: [{step: `Add retry`, status: \"in_progress\",},],});",
                "await tools . update_plan ( { 'plan' : [ { \"step\" : 'Add retry' , status : 'in_progress' } ] } , )",
                "// the plan\nawait tools.update_plan({/* all of it */plan:[{step:'Add retry',status:'in_progress'}]})",
                "await tools.update_plan({plan:[{step:'\\x41dd\\u0020re\\u{74}ry',status:'in_\\\nprogress'}]})",
                "const a = {b: [1, '}']}; await tools.update_plan({plan:[{step:'Add retry',status:'in_progress'}]})",
                "await Promise.all([tools.update_plan({plan:[{step:'Add retry',status:'in_progress'}]}), tools.x({})])",
                "await tools.update_plan({explanation:undefined,plan:[{step:'Add retry',status:'in_progress',x:null}]})"
            })
    void a_literal_plan_is_found(String script) {
        assertThat(PlanScript.argument(script)).contains(ADD_RETRY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text('nothing to plan')",
                "await tools.update_plan(plan)",
                "await tools.update_plan()",
                "await tools.update_plan({plan})",
                "await tools.update_plan({plan: steps.map(s => ({step: s, status: 'pending'}))})",
                "await tools.update_plan({plan: [...old, {step: 'a', status: 'pending'}]})",
                "await tools.update_plan({plan: [{step: 'a' + b, status: 'pending'}]})",
                "await tools.update_plan({plan: [{step: `a ${b}`, status: 'pending'}]})",
                "await tools.update_plan({['plan']: []})",
                "await tools.update_plan({plan: [], plan: []})",
                "await tools.update_plan({plan: []}, {plan: []})",
                "await tools.update_plan({plan: []}); await tools.update_plan({plan: []});",
                "if (done) { await tools.update_plan({plan: []}); }",
                "const plan = () => { return tools.update_plan({plan: []}); }",
                "await other.update_plan({plan: []})",
                "await tools.x.update_plan({plan: []})",
                "await mytools.update_plan({plan: []})",
                "text('tools.update_plan({plan: []})')",
                "// tools.update_plan({plan: []})",
                "const f = tools.update_plan",
                "await tools.update_plan({plan: [{step: 'a",
                "await tools.update_plan({plan: [",
                "await tools.update_plan({plan: [}])",
                "await tools.update_plan({plan: [{step: '\\u{ffffff}'}]})",
                "await tools.update_plan({plan: [{step: '\\u00'}]})",
                "await tools.update_plan({plan: [{step: '\\07'}]})",
                "/* tools.update_plan({plan: []})"
            })
    void what_is_not_certain_is_ignored(String script) {
        assertThat(PlanScript.argument(script)).isEmpty();
    }

    @Test
    void deep_nesting_is_ignored() {
        String deep = "{plan:" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(PlanScript.argument("tools.update_plan(" + deep + ")")).isEmpty();
    }

    @Test
    void no_script_is_an_exception() {
        long seed = 20260801;
        SplittableRandom random = new SplittableRandom(seed);
        List<String> parts = List.of(
                "tools.update_plan(",
                "{",
                "}",
                "[",
                "]",
                "'",
                "\"",
                "`",
                "${",
                "\\",
                "\\u",
                "//",
                "/*",
                "*/",
                "\n",
                ",",
                ":",
                "plan",
                "step",
                "1",
                "-",
                ".",
                " ",
                "\0",
                ")",
                "true");
        int rounds = 3_000 * Integer.getInteger("chittysync.test.rounds", 1);
        for (int round = 0; round < rounds; round++) {
            StringBuilder script = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                script.append(parts.get(random.nextInt(parts.size())));
            }
            assertThat(PlanScript.argument(script.toString()))
                    .as("seed %d, script %s", seed, script)
                    .matches(found -> found.isEmpty() || script.indexOf("tools.update_plan(") >= 0);
        }
    }
}
