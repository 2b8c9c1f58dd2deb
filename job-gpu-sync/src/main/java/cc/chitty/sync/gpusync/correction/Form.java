package cc.chitty.sync.gpusync.correction;

import java.text.Normalizer;

/** How a path is written. */
enum Form {
    /** {@code /home/kim/app} */
    PLAIN("/", "/."),
    /** As some JSON writers do: {@code \/home\/kim\/app} */
    ESCAPED("\\/", "\\/."),
    /** As Claude Code names the directory of a project's sessions: {@code -home-kim-app} */
    SLUG("-", "-+");

    private final String separator;
    private final String detour;

    Form(String separator, String detour) {
        this.separator = separator;
        this.detour = detour;
    }

    /**
     * What is put before a path's last name to tell it from one that is corrected. In a path it leads to the same place; in a slug it
     * has a sign that no slug has, so that no place has a detour in its own name, whatever signs that name has.
     */
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

    /** Each UTF-16 unit that is no ASCII letter or digit becomes a hyphen; an accent is one sign with its letter, as for the agent. */
    static String slug(String path) {
        String plain = Normalizer.normalize(path, Normalizer.Form.NFC);
        StringBuilder slug = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char sign = plain.charAt(i);
            slug.append(sign < 0x80 && Character.isLetterOrDigit(sign) ? sign : '-');
        }
        return slug.toString();
    }

    /** Whether a name of a directory may be one that Claude Code has given. */
    static boolean isSlug(String name) {
        return slug(name).equals(name);
    }

    /** Whether a name of a directory may be that of a place with that slug, or of one below. */
    static boolean isWithin(String slug, String name) {
        return name.equals(slug) || name.startsWith(slug + "-");
    }
}
