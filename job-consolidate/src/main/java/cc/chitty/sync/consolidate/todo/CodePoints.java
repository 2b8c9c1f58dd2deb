package cc.chitty.sync.consolidate.todo;

import java.util.Comparator;

/**
 * Orders strings by code point, which is the order of their UTF-8 bytes. {@link String#compareTo} orders by UTF-16
 * unit, which differs for characters outside the basic plane, and every file of ours is sorted by bytes.
 */
public final class CodePoints {

    public static final Comparator<String> ORDER = CodePoints::compare;

    private CodePoints() {}

    public static int compare(String a, String b) {
        if (a.equals(b)) {
            return 0; // most keys stand beside their like, and the JVM finds equality many characters at a time
        }
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Integer.compare(weight(x), weight(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Surrogates stand for the code points above U+FFFF, so they go after every other unit. */
    private static int weight(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
