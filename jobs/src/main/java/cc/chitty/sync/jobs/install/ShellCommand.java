package cc.chitty.sync.jobs.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which programs a command line starts: with its quotes taken off, behind what only starts another, not any word of it. */
public final class ShellCommand {

    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh");

    /** What is in front of a program: words of the shell, programs that start another, and those that read a script. */
    private static final Set<String> IN_FRONT = Set.of(
            "!",
            "{",
            "if",
            "then",
            "elif",
            "else",
            "while",
            "until",
            "do",
            "exec",
            "command",
            "env",
            "nice",
            "ionice",
            "nohup",
            "setsid",
            "time",
            "timeout",
            "flock",
            "chronic",
            "caffeinate",
            "node",
            "npx",
            "bun",
            "python",
            "python3",
            "perl",
            "ruby",
            "osascript");

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=.*", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("-.*|[\\d.]+[smhd]?", Pattern.DOTALL);
    private static final Pattern HOME = Pattern.compile("^(~|\\$HOME|\\$\\{HOME})(?=/|$)");
    private static final Pattern CRON =
            Pattern.compile("\\s*(?:@[a-z]+|(?:[\\dA-Za-z*/,-]+\\s+){4}[\\dA-Za-z*/,-]+)\\s+(.*)");

    private final String home;
    private final List<String> programs = new ArrayList<>();
    private String directory = "";

    private ShellCommand(String home) {
        this.home = home;
    }

    /** The programs, as paths where the command has paths; {@code ~}, {@code $HOME} and a {@code cd} before are resolved. */
    public static List<String> programs(String command, String home) {
        ShellCommand shell = new ShellCommand(home);
        shell.read(command);
        return shell.programs;
    }

    /** Those of a line of a crontab; none where it is a comment or sets a variable. */
    static List<String> ofCron(String line, String home) {
        Matcher matcher = CRON.matcher(line);
        return matcher.matches() ? programs(matcher.group(1).replace("\\%", "%"), home) : List.of();
    }

    private void read(String command) {
        for (List<String> words : commands(command)) {
            int at = 0;
            String name = "";
            while (at < words.size() && isInFront(words.get(at), name)) {
                String word = words.get(at);
                if (SHELLS.contains(name) && word.matches("-[a-z]*c") && at + 1 < words.size()) {
                    read(words.get(at + 1));
                    at = words.size();
                } else {
                    name = isOption(word) ? name : last(word);
                    at += last(word).equals("flock") ? lock(words, at) : 1;
                }
            }
            if (at < words.size()) {
                started(words.subList(at, words.size()), !name.isEmpty());
            }
        }
    }

    private static boolean isOption(String word) {
        return OPTION.matcher(word).matches() || ASSIGNMENT.matcher(word).matches();
    }

    private static boolean isInFront(String word, String before) {
        return ASSIGNMENT.matcher(word).matches()
                || (!before.isEmpty() && OPTION.matcher(word).matches())
                || SHELLS.contains(last(word))
                || IN_FRONT.contains(last(word));
    }

    /** Over {@code flock}, its options and the file. */
    private static int lock(List<String> words, int at) {
        int next = at + 1;
        while (next < words.size() && OPTION.matcher(words.get(next)).matches()) {
            next++;
        }
        return next + 1 - at;
    }

    private void started(List<String> words, boolean script) {
        String word = resolved(words.get(0), script);
        if (!word.equals("cd") && !word.equals(".")) {
            programs.add(word);
        } else if (words.size() > 1) {
            String operand = resolved(words.get(1), true);
            if (word.equals("cd")) {
                directory = operand;
            } else {
                programs.add(operand);
            }
        }
    }

    private String resolved(String word, boolean file) {
        String path = HOME.matcher(word).replaceFirst(Matcher.quoteReplacement(home));
        boolean relative = !path.startsWith("/") && (file || path.contains("/")) && !directory.isEmpty();
        return (relative ? directory + "/" + path : path).replace("/./", "/").replaceAll("/+", "/");
    }

    private static String last(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }

    /** Simple commands, each as its words without quotes. */
    private static List<List<String>> commands(String command) {
        List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c == '\'' || c == '"') {
                i = quoted(command, i, word);
                begun = true;
            } else if (c == '\\' && i + 1 < command.length()) {
                word.append(command.charAt(++i));
                begun = true;
            } else if (isEnd(command, i)) {
                if (begun) {
                    commands.get(commands.size() - 1).add(word.toString());
                }
                word.setLength(0);
                begun = false;
                if (!Character.isWhitespace(c) || c == '\n') {
                    commands.add(new ArrayList<>());
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            commands.get(commands.size() - 1).add(word.toString());
        }
        return commands;
    }

    /** Whether a word ends here: at white space, or at what parts two commands and is not part of a {@code 2>&1}. */
    private static boolean isEnd(String command, int i) {
        char c = command.charAt(i);
        boolean redirects = c == '&'
                && ((i > 0 && "<>".indexOf(command.charAt(i - 1)) >= 0)
                        || (i + 1 < command.length() && command.charAt(i + 1) == '>'));
        return Character.isWhitespace(c) || (";|&()".indexOf(c) >= 0 && !redirects);
    }

    /** Appends what is between the quotation marks; returns where they end. */
    private static int quoted(String command, int begin, StringBuilder word) {
        char mark = command.charAt(begin);
        int i = begin + 1;
        for (; i < command.length() && command.charAt(i) != mark; i++) {
            boolean escape = mark == '"'
                    && command.charAt(i) == '\\'
                    && i + 1 < command.length()
                    && "\"\\$`".indexOf(command.charAt(i + 1)) >= 0;
            i += escape ? 1 : 0;
            word.append(command.charAt(i));
        }
        return i;
    }
}
