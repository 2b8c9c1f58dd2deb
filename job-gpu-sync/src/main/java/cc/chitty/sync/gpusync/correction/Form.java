package cc.chitty.sync.gpusync.correction;

/** How a path is written. */
enum Form {
    /** {@code /home/kim/app} */
    PLAIN("/", "/."),
    /** As some JSON writers do: {@code \/home\/kim\/app} */
    ESCAPED("\\/", "\\/."),
    /** As Claude Code names the directory of a project's sessions: {@code -home-kim-app} */
    SLUG("-", "--");

    private final String separator;
    private final String detour;

    Form(String separator, String detour) {
        this.separator = separator;
        this.detour = detour;
    }

    /** What is put before a path's last name to tell it from one that is corrected: in a path it leads to the same place. */
    String detour() {
        return detour;
    }

    String separator() {
        return separator;
    }

    String written(String path) {
        return switch (this) {
            case PLAIN -> path;
            case ESCAPED -> path.replace("/", separator);
            case SLUG -> slug(path);
        };
    }

    /** Each UTF-16 unit that is no ASCII letter or digit becomes a hyphen. */
    static String slug(String path) {
        StringBuilder slug = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char sign = path.charAt(i);
            slug.append(sign < 0x80 && Character.isLetterOrDigit(sign) ? sign : '-');
        }
        return slug.toString();
    }

    /** Whether a name of a directory may be that of a place with that slug, or of one below. */
    static boolean isWithin(String slug, String name) {
        return name.equals(slug) || name.startsWith(slug + "-");
    }

    /** Whether a written path can be told from every other with a detour. A slug with two hyphens in a row cannot. */
    static boolean isDistinct(String slug) {
        return !slug.contains("--") && !slug.endsWith("-");
    }
}
