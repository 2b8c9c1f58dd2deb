package cc.chitty.sync.jobs.install;

/** Paths in the words of those who read them. */
public final class Quoting {

    private Quoting() {}

    public static String shell(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** In a crontab a bare percent sign ends the command. */
    public static String cron(String text) {
        return shell(text).replace("%", "\\%");
    }

    static String systemd(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("%", "%%")
                        .replace("$", "$$") + "\"";
    }

    static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String toml(String text) {
        return JsonText.quoted(text);
    }
}
