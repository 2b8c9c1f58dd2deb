package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Direction;
import cc.chitty.sync.drivesync.rclone.Rclone;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a remote's configuration and its account tell. Of the configuration nothing is kept or shown but what is asked for. */
record RemoteAccount(RemoteSettings settings, Rclone rclone) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        String section = RemotePath.section(settings.remote());
        JsonNode config = section.isEmpty()
                ? JSON.createObjectNode()
                : parsed("config", "dump").path(section);
        if (config.path("type").asString("").equals("drive")) {
            findings.addAll(drive(config));
        }
        findings.addAll(space());
        return findings;
    }

    private List<Finding> drive(JsonNode config) {
        List<Finding> findings = new ArrayList<>();
        boolean own = !config.path("client_id").asString("").isEmpty()
                || !config.path("service_account_file").asString("").isEmpty()
                || !config.path("service_account_credentials").asString("").isEmpty();
        findings.add(
                own
                        ? Finding.ok(settings.name(), "it has a client id of its own")
                        : Finding.wrong(
                                settings.name(),
                                "it uses rclone's shared client id, which is slow and is being retired",
                                "Make one of your own (https://rclone.org/drive/#making-your-own-client-id) and set it"
                                        + " with 'rclone config'. Publish the app: one in testing loses its grant after a"
                                        + " week."));
        if (!config.path("team_drive").asString("").isEmpty()) {
            findings.add(Finding.note(
                    settings.name(), "it is a shared drive: files of the last hour can be missing in a listing", ""));
        }
        boolean trash = config.path("use_trash").asString("true").equals("true");
        findings.add(
                trash || !settings.direction().writesRemote()
                        ? Finding.ok(settings.name(), "what rclone deletes there goes to the trash")
                        : Finding.note(
                                settings.name(),
                                "use_trash is off",
                                "Nothing is deleted there by ChittySync, only set aside; turn it on for the rest."));
        if (settings.direction() == Direction.PULL
                && !config.path("scope").asString("").contains("readonly")) {
            findings.add(Finding.note(
                    settings.name(),
                    "rclone may write there, which a pull never does",
                    "Scope drive.readonly is enough."));
        }
        return findings;
    }

    private List<Finding> space() {
        try {
            JsonNode about = parsed("about", "--json", settings.remote());
            if (!about.path("free").isNumber()) {
                return List.of();
            }
            long free = about.path("free").asLong();
            String what = String.format(Locale.ROOT, "%.1f GB are free there", free / 1e9);
            return List.of(
                    free == 0 && settings.direction().writesRemote()
                            ? Finding.wrong(settings.name(), what, "Make room there.")
                            : Finding.ok(settings.name(), what));
        } catch (Failure e) {
            return List.of(Finding.note(settings.name(), "it does not tell how much is free there", ""));
        }
    }

    private JsonNode parsed(String... arguments) {
        String text = rclone.text(List.of(arguments));
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }
}
