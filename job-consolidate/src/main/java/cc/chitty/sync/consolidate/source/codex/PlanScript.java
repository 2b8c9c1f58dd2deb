package cc.chitty.sync.consolidate.source.codex;

import cc.chitty.sync.consolidate.source.codex.LiteralReader.NotLiteral;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the plan in a script of Codex's code mode. Only a plan that is certain counts: {@code update_plan} occurs once in
 * the whole script, as {@code tools.update_plan({...})} outside of every block, and its one argument consists of literals.
 */
final class PlanScript {

    private static final String CALL = "update_plan";

    private PlanScript() {}

    /** The argument of the one call, or nothing. */
    static Optional<Map<String, Object>> argument(String script) {
        if (script.indexOf(CALL) < 0 || script.indexOf(CALL) != script.lastIndexOf(CALL)) {
            return Optional.empty();
        }
        try {
            return find(new ScriptText(script));
        } catch (NotLiteral dynamic) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, Object>> find(ScriptText text) throws NotLiteral {
        int depth = 0;
        String before = "";
        for (text.skipBlanks(); !text.isAtEnd(); text.skipBlanks()) {
            char c = text.peek();
            if (ScriptText.isQuote(c)) {
                text.string();
                before = "";
            } else if (ScriptText.isWordPart(c)) {
                String name = text.name();
                if (name.equals(CALL)) {
                    return depth == 0 && before.equals("tools.") ? call(text) : Optional.empty();
                }
                before = name;
            } else {
                before = c == '.' ? before + text.next() : "" + text.next();
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<String, Object>> call(ScriptText text) throws NotLiteral {
        text.skipBlanks();
        text.expect('(');
        text.skipBlanks();
        Map<String, Object> argument = new LiteralReader(text).object();
        text.takes(',');
        text.skipBlanks();
        text.expect(')');
        return Optional.of(argument);
    }
}
