package cc.chitty.sync.jobs;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code completion}. */
@Command(
        name = "completion",
        description = "Prints a script with which a shell completes commands and options.",
        footer = {
            "  bash: chittysync completion bash >~/.local/share/bash-completion/completions/chittysync",
            "  zsh:  chittysync completion zsh >~/.chittysync.zsh; echo '. ~/.chittysync.zsh' >>~/.zshrc",
            "  fish: chittysync completion fish >~/.config/fish/completions/chittysync.fish"
        })
final class CompletionCommand extends ShownCommand {

    /** Whose script. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        /** As it is typed, completed and named in errors. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Names what there is as it is typed, which picocli does not. */
    static final class Typed implements ITypeConverter<Shell> {
        @Override
        public Shell convert(String value) {
            return Stream.of(Shell.values())
                    .filter(shell -> shell.toString().equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("expected bash, zsh or fish but was '" + value + "'"));
        }
    }

    @Parameters(paramLabel = "SHELL", converter = Typed.class, description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    private final Function<Invocation, CommandLine> trees;

    /**
     * The command.
     *
     * @param trees makes a tree of all commands
     */
    CompletionCommand(Invocation invocation, Function<Invocation, CommandLine> trees) {
        super(invocation);
        this.trees = trees;
    }

    @Override
    protected ExitCode run() {
        CommandLine tree = trees.apply(invocation());
        String script = switch (shell) {
            case BASH, ZSH -> AutoComplete.bash("chittysync", tree);
            case FISH -> fish(tree);
        };
        invocation().out().print(script);
        return ExitCode.DONE;
    }

    private static String fish(CommandLine tree) {
        StringBuilder script = new StringBuilder("complete -c chittysync -f\n");
        options(tree.getCommandSpec(), "__fish_use_subcommand", script);
        tree.getSubcommands().forEach((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                script.append("complete -c chittysync -n __fish_use_subcommand -a ")
                        .append(name);
                script.append(" -d ")
                        .append(quoted(spec.usageMessage().description()))
                        .append('\n');
                String within = "'__fish_seen_subcommand_from " + name + "'";
                options(spec, within, script);
                command.getSubcommands().forEach((below, second) -> {
                    script.append("complete -c chittysync -n ")
                            .append(within)
                            .append(" -a ")
                            .append(below);
                    script.append(" -d ")
                            .append(quoted(
                                    second.getCommandSpec().usageMessage().description()));
                    script.append('\n');
                });
            }
        });
        return script.toString();
    }

    private static void options(CommandSpec spec, String condition, StringBuilder script) {
        for (OptionSpec option : spec.options()) {
            script.append("complete -c chittysync -n ").append(condition);
            for (String name : option.names()) {
                script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            script.append(option.arity().max() > 0 ? " -r" : "");
            script.append(" -d ").append(quoted(option.description())).append('\n');
        }
    }

    /** The first line, for fish. */
    private static String quoted(String[] description) {
        String text =
                description.length == 0 ? "" : description[0].replace("%n", " ").replace("%%", "%");
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
