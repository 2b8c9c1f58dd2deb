package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.category.Categories;
import cc.chitty.sync.gpusync.category.CategorySettings;
import cc.chitty.sync.gpusync.category.FilterSettings;
import cc.chitty.sync.gpusync.category.ProfileSettings;
import cc.chitty.sync.gpusync.category.WorkspaceRoot;
import cc.chitty.sync.gpusync.category.git.GitSettings;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a person can set of {@code gpu-sync}.
 *
 * @param peers the machines to sync with; the first is meant where none is named
 * @param workspaces directories with work on both machines
 * @param categories by name; see {@link CategorySettings}
 * @param git how repositories are synced
 * @param filters what is left out of all categories
 * @param profiles named sets of categories, filters and limits
 * @param watch when {@code gpu-sync watch} syncs
 */
@ConfigurationProperties(value = "chittysync.gpu-sync", ignoreUnknownFields = false)
public record GpuSyncSettings(
        @DefaultValue List<Peer> peers,
        @DefaultValue List<WorkspaceRoot> workspaces,
        @DefaultValue Map<String, CategorySettings> categories,
        @DefaultValue GitSettings git,
        @DefaultValue FilterSettings filters,
        @DefaultValue Map<String, ProfileSettings> profiles,
        @DefaultValue Snapshots snapshots,
        @DefaultValue Transfer transfer,
        @DefaultValue Guard guard,
        @DefaultValue Watch watch) {

    /**
     * A machine to sync with.
     *
     * @param name lower-case letters, digits and hyphens; each name once
     * @param host as {@code ssh} takes it, an alias of its configuration too; null: the peer is a home directory on this machine,
     *     such as one of a mounted disk
     * @param port null: what the ssh configuration says, else 22
     * @param user null: what the ssh configuration says, else the user's own name
     * @param identity the private key to use, mode 0600; null: those of the ssh configuration and the agent's
     * @param knownHosts null: those of the ssh configuration
     * @param sshConfig whether {@code ~/.ssh/config} is heeded
     * @param home the home directory there; null: what the peer says
     * @param backups where snapshots are kept there
     * @param deadline how long the peer may say nothing
     */
    public record Peer(
            String name,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String user,
            @Nullable Path identity,
            @Nullable Path knownHosts,
            @DefaultValue("true") boolean sshConfig,
            @Nullable String home,
            @DefaultValue("~/.claude/backups") String backups,
            @DefaultValue("2m") Duration deadline) {

        private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");

        public Peer {
            require(
                    NAME.matcher(name).matches() && !name.equals("all"),
                    "peers: a name has lower-case letters, digits and hyphens and is not 'all', not '" + name + "'");
            require(host != null || home != null, "peers: " + name + " has neither a host nor a home");
            require(
                    host == null || (host.matches("[A-Za-z0-9_.:%-]+") && !host.startsWith("-")),
                    "peers: " + name + " has no name of a host: " + host);
            require(port == null || (port >= 1 && port <= 65_535), "peers: port must be 1 to 65535, is " + port);
            require(
                    user == null || user.matches("[A-Za-z0-9_.][A-Za-z0-9_.@-]*"),
                    "peers: " + name + " has no name of a user: " + user);
            require(home == null || home.startsWith("/"), "peers: home must be absolute, is " + home);
            requirePlace("peers: backups", backups);
            require(deadline.compareTo(Duration.ofSeconds(1)) >= 0, "peers: deadline must be 1 s or more");
        }
    }

    /**
     * What is kept of what a run replaces, on the side where it does so.
     *
     * @param directory on this machine; {@code ~/} is the home directory
     * @param count how many, at most; the newest is always kept
     */
    public record Snapshots(
            @DefaultValue("~/.claude/backups") String directory,
            @DefaultValue("100") int count,
            @DefaultValue("30d") Duration age,
            @DefaultValue("20GB") DataSize size) {

        public Snapshots {
            requirePlace("snapshots.directory", directory);
            require(count >= 1, "snapshots.count must be 1 or more, is " + count);
            require(!age.isNegative(), "snapshots.age must not be negative, is " + age);
            require(!size.isNegative(), "snapshots.size must not be negative, is " + size);
        }
    }

    /**
     * How contents are moved.
     *
     * @param files changes made together, 1 to 10,000
     * @param bytes of the files that are moved together; a larger file goes alone
     * @param bandwidth bytes a second; 0: no limit
     * @param compressed whether contents are compressed on their way
     * @param planAge an unfinished plan of more is made anew
     */
    public record Transfer(
            @DefaultValue("2000") int files,
            @DefaultValue("128MB") DataSize bytes,
            @DefaultValue("0") DataSize bandwidth,
            @DefaultValue("false") boolean compressed,
            @DefaultValue("1h") Duration planAge) {

        public Transfer {
            require(files >= 1 && files <= 10_000, "transfer.files must be 1 to 10000, is " + files);
            require(bytes.toBytes() > 0, "transfer.bytes must be more than nothing, is " + bytes);
            require(!bandwidth.isNegative(), "transfer.bandwidth must not be negative, is " + bandwidth);
            require(!planAge.isNegative(), "transfer.plan-age must not be negative, is " + planAge);
        }
    }

    /**
     * What a plan may take from a side before a person has to agree to it.
     *
     * @param percent of the files
     * @param files whatever the share
     */
    public record Guard(
            @DefaultValue("50") int percent,
            @DefaultValue("1000") long files) {

        public Guard {
            require(percent >= 0 && percent <= 100, "guard.percent must be 0 to 100, is " + percent);
            require(files >= 0, "guard.files must not be negative, is " + files);
        }
    }

    /**
     * When a watcher syncs.
     *
     * @param settle so long after the last change here
     * @param longest so long after the first one, however many come
     * @param poll how often in any case, since nobody tells of changes there
     * @param away how often, at the least, while a peer cannot be reached or refuses
     */
    public record Watch(
            @DefaultValue("10s") Duration settle,
            @DefaultValue("2m") Duration longest,
            @DefaultValue("5m") Duration poll,
            @DefaultValue("1h") Duration away) {

        public Watch {
            require(!settle.isNegative(), "watch.settle must not be negative, is " + settle);
            require(longest.compareTo(settle) >= 0, "watch.longest must not be less than watch.settle, is " + longest);
            require(poll.compareTo(Duration.ofMillis(100)) >= 0, "watch.poll must be 100 ms or more, is " + poll);
            require(away.compareTo(poll) >= 0, "watch.away must not be less than watch.poll, is " + away);
        }
    }

    public GpuSyncSettings {
        peers = List.copyOf(peers);
        workspaces = List.copyOf(workspaces);
        categories = Map.copyOf(categories);
        profiles = Map.copyOf(profiles);
        long names = peers.stream().map(Peer::name).distinct().count();
        require(names == peers.size(), "peers: two of them have one name");
        Categories all = Categories.of(categories);
        profiles.forEach((name, profile) -> profile.categories()
                .forEach(it -> require(all.has(it), "profiles." + name + ": there is no category " + it)));
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException("chittysync.gpu-sync." + otherwise);
        }
    }

    private static void requirePlace(String setting, String directory) {
        boolean place = directory.startsWith("/") || directory.startsWith("~/");
        require(
                place && directory.length() > 2 && !(directory + "/").contains("/../") && !directory.endsWith("/"),
                setting + " must be a directory that is absolute or begins with ~/, is " + directory);
    }

    /**
     * The peers of that name: one, or every one for {@code all}; the first for an empty name.
     *
     * @throws Failure NOT_SET_UP if there is none at all, USAGE if there is none of that name
     */
    public List<Peer> named(String name) {
        if (peers.isEmpty()) {
            throw new Failure(
                    FailureCategory.NOT_SET_UP,
                    "run gpu-sync",
                    "no peer is set",
                    "Set chittysync.gpu-sync.peers[0].name and .host in settings.properties.");
        }
        if (name.equals("all")) {
            return peers;
        }
        List<Peer> found = name.isEmpty()
                ? peers.subList(0, 1)
                : peers.stream().filter(peer -> peer.name().equals(name)).toList();
        if (found.isEmpty()) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "sync with " + name,
                    "there is no peer of that name",
                    "Known are: " + peers.stream().map(Peer::name).collect(Collectors.joining(", ")) + ".");
        }
        return found;
    }
}
