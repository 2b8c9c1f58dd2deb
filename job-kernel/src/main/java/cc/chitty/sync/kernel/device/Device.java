package cc.chitty.sync.kernel.device;

import java.util.regex.Pattern;

/**
 * A machine of the user's. The id is unique and never changes; the name is for people and never changes either.
 *
 * @param id {@code d-} and 12 hex digits, fit for a file name
 * @param name the host name when the id was made
 */
public record Device(String id, String name) {

    private static final Pattern ID = Pattern.compile("d-[0-9a-f]{12}");

    public Device {
        if (!isId(id)) {
            throw new IllegalArgumentException("not a device id: " + id);
        }
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
