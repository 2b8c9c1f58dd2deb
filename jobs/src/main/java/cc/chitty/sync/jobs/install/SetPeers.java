package cc.chitty.sync.jobs.install;

import cc.chitty.sync.kernel.state.PropertiesFile;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How many peers the settings name, and how many of them are hosts. Known without starting anything that reads the settings as a
 * whole.
 */
public record SetPeers(long all, long hosts) {

    private static final Pattern NAME = Pattern.compile("chittysync\\.gpu-sync\\.peers\\[\\d+]\\.name");
    private static final Pattern HOST = Pattern.compile("chittysync\\.gpu-sync\\.peers\\[\\d+]\\.host");

    public static SetPeers of(StateDirectory state) {
        Map<String, String> settings =
                PropertiesFile.read(state.root().resolve("settings.properties")).orElseGet(TreeMap::new);
        return new SetPeers(count(settings, NAME), count(settings, HOST));
    }

    private static long count(Map<String, String> settings, Pattern name) {
        return settings.keySet().stream()
                .filter(it -> name.matcher(it).matches())
                .count();
    }
}
