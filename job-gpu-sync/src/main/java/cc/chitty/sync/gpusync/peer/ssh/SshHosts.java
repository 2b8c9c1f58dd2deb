package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.peer.LocalPrograms;
import cc.chitty.sync.gpusync.peer.RemotePrograms.Ran;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.transport.ssh.OpenSshConfigFile;
import org.eclipse.jgit.transport.SshConfigStore.HostConfig;

/**
 * Reads the ssh configuration: as {@code ssh -G} tells it, which knows all of it, else by a parser that knows no {@code Match}
 * and no {@code Include}.
 */
final class SshHosts {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<String> SYSTEM = List.of("/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2");
    private static final List<String> USUAL = List.of("id_rsa", "id_ecdsa", "id_ed25519");

    private final SshSettings settings;

    SshHosts(SshSettings settings) {
        this.settings = settings;
    }

    SshHost find(String name) {
        if (name.isEmpty() || name.startsWith("-")) {
            throw new Failure(
                    FailureCategory.USAGE, "reach '" + name + "'", "this is no host", "Set the peer's host name.");
        }
        return host(name, asked(name).orElseGet(() -> parsed(name)));
    }

    /** A name as {@code user@host:port}, as jumps are written. */
    SshHost find(String name, Destination destination) {
        SshHost host = find(destination.host());
        return new SshHost(
                name,
                host.address(),
                destination.port() == 0 ? host.port() : destination.port(),
                destination.user().isEmpty() ? host.user() : destination.user(),
                host.identities(),
                host.onlyIdentities(),
                host.agent(),
                host.knownHosts(),
                host.keyAlias(),
                host.jumps(),
                host.proxyCommand(),
                host.compressed());
    }

    /** Where a jump goes; user may be empty, port 0. */
    record Destination(String user, String host, int port) {

        static Destination parse(String text) {
            String rest = text.startsWith("ssh://") ? text.substring(6) : text;
            int at = rest.lastIndexOf('@');
            String user = at < 0 ? "" : rest.substring(0, at);
            String place = rest.substring(at + 1);
            int colon = place.lastIndexOf(':');
            boolean hasPort = colon > 0 && (place.indexOf(':') == colon || place.charAt(colon - 1) == ']');
            String host = hasPort ? place.substring(0, colon) : place;
            return new Destination(
                    user, host.replaceAll("[\\[\\]]", ""), hasPort ? Integer.parseInt(place.substring(colon + 1)) : 0);
        }
    }

    private Optional<Map<String, List<String>>> asked(String name) {
        List<String> command = new ArrayList<>(List.of("ssh", "-G"));
        Path configuration = settings.configuration();
        if (configuration != null) {
            command.addAll(List.of("-F", configuration.toString()));
        }
        command.addAll(List.of("--", name));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            Ran ran = new LocalPrograms().run(command, InputStream.nullInputStream(), output, LIMIT);
            if (ran.exit() != 0) {
                throw new Failure(
                        FailureCategory.USAGE,
                        "read the ssh configuration of " + name,
                        ran.errors(),
                        "Try 'ssh -G " + name + "' and put the configuration right.");
            }
            return Optional.of(lines(output.toString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Optional.empty(); // there is no ssh on this machine
        }
    }

    private static Map<String, List<String>> lines(String text) {
        Map<String, List<String>> values = new HashMap<>();
        text.lines().forEach(line -> {
            int space = line.indexOf(' ');
            if (space > 0) {
                values.computeIfAbsent(line.substring(0, space).toLowerCase(Locale.ROOT), it -> new ArrayList<>())
                        .add(line.substring(space + 1));
            }
        });
        return values;
    }

    private Map<String, List<String>> parsed(String name) {
        Path configuration = settings.configuration();
        File file = (configuration == null ? settings.home().resolve(".ssh/config") : configuration).toFile();
        HostConfig entry = new OpenSshConfigFile(settings.home().toFile(), file, System.getProperty("user.name"))
                .lookup(name, -1, null);
        Map<String, List<String>> values = new HashMap<>();
        entry.getOptions().forEach((key, value) -> values.put(key.toLowerCase(Locale.ROOT), List.of(value)));
        entry.getMultiValuedOptions().forEach((key, list) -> values.put(key.toLowerCase(Locale.ROOT), list));
        return values;
    }

    private SshHost host(String name, Map<String, List<String>> values) {
        String address = one(values, "hostname", name);
        int port = Integer.parseInt(one(values, "port", Integer.toString(SshHost.PORT)));
        String user = one(values, "user", System.getProperty("user.name", ""));
        Tokens tokens = new Tokens(settings.home(), address, port, user, name);
        List<String> identities = values.getOrDefault(
                "identityfile", USUAL.stream().map(it -> "~/.ssh/" + it).toList());
        return new SshHost(
                name,
                address,
                port,
                user,
                identities.stream().map(tokens::path).toList(),
                one(values, "identitiesonly", "no").equals("yes"),
                agent(one(values, "identityagent", "SSH_AUTH_SOCK"), tokens),
                knownHosts(values, tokens),
                none(one(values, "hostkeyalias", "")),
                jumps(none(one(values, "proxyjump", ""))),
                none(one(values, "proxycommand", "")),
                one(values, "compression", "no").equals("yes"));
    }

    private String agent(String configured, Tokens tokens) {
        if (configured.equals("SSH_AUTH_SOCK")) {
            return settings.agent();
        }
        if (configured.startsWith("$")) {
            return Optional.ofNullable(System.getenv(configured.replaceAll("[${}]", "")))
                    .orElse("");
        }
        return none(configured).isEmpty() ? "" : tokens.path(configured).toString();
    }

    private List<Path> knownHosts(Map<String, List<String>> values, Tokens tokens) {
        List<String> own = values.getOrDefault("userknownhostsfile", List.of("~/.ssh/known_hosts ~/.ssh/known_hosts2"));
        List<String> all = values.getOrDefault("globalknownhostsfile", SYSTEM);
        return Stream.concat(own.stream(), all.stream())
                .flatMap(it -> Files.exists(tokens.path(it)) ? Stream.of(it) : Stream.of(it.split(" ", -1)))
                .filter(it -> !none(it).isEmpty())
                .map(tokens::path)
                .toList();
    }

    private static List<String> jumps(String value) {
        return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
    }

    private static String none(String value) {
        return value.equalsIgnoreCase("none") ? "" : value;
    }

    private static String one(Map<String, List<String>> values, String key, String otherwise) {
        List<String> list = values.getOrDefault(key, List.of());
        return list.isEmpty() ? otherwise : list.get(0);
    }

    /** What stands for something else in the paths of a configuration. */
    private record Tokens(Path home, String address, int port, String user, String name) {

        Path path(String text) {
            String plain = text.startsWith("\"") && text.endsWith("\"") ? text.substring(1, text.length() - 1) : text;
            String expanded = plain.startsWith("~/") ? home + plain.substring(1) : plain;
            return home.resolve(expanded.replace("%d", home.toString())
                    .replace("%h", address)
                    .replace("%p", Integer.toString(port))
                    .replace("%r", user)
                    .replace("%n", name)
                    .replace("%u", System.getProperty("user.name", ""))
                    .replace("%%", "%"));
        }
    }
}
