package cc.chitty.sync.jobs.install;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The variables that scheduled runs get from {@code bin/environment}: what sets something and is no secret. */
final class Variables {

    private static final Pattern SECRET_NAME = Pattern.compile(".*(TOKEN|SECRET|PASSWORD|KEY).*");
    /** These say where a secret is. */
    private static final Pattern PLACE_NAME = Pattern.compile(".*(FILE|VARIABLE|COMMAND|SSH_?KEY)");

    /** A password in a URL, in JSON, in options of JDBC. */
    private static final Pattern SECRET_VALUE =
            Pattern.compile("(?i)(password|passwd|pwd|secret|token)[\"']?\\s*[=:]|://[^/@\\s]*:[^/@\\s]*@");

    private static final Pattern EXPORT = Pattern.compile("export (\\w+)=(.*)", Pattern.DOTALL);

    private final Map<String, String> settings;

    Variables(Map<String, String> settings) {
        this.settings = new TreeMap<>(settings);
    }

    /** A shell's script that sets them. */
    String script() {
        return settings.entrySet().stream()
                .filter(variable -> !isSecret(variable.getKey(), variable.getValue()))
                .map(variable -> "export " + variable.getKey() + "=" + Quoting.shell(variable.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /** The names of those that are left out. */
    List<String> secrets() {
        return settings.entrySet().stream()
                .filter(variable -> isSecret(variable.getKey(), variable.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isSecret(String name, String value) {
        return (SECRET_NAME.matcher(name).matches() && !PLACE_NAME.matcher(name).matches())
                || SECRET_VALUE.matcher(value).find();
    }

    /** A line of a script of an earlier version, which may have a secret, as it can be shown. */
    static String shown(String line) {
        var export = EXPORT.matcher(line);
        return export.matches() && isSecret(export.group(1), export.group(2))
                ? "export " + export.group(1) + "='...'"
                : line;
    }
}
