package cc.chitty.sync.kernel.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * What is wrong with JSON and where, in words of ours. Jackson's own repeat what stands there, which may be somebody's secret, and
 * words go into logs and into the database; so its exceptions are not handed on as causes either.
 */
public final class JsonTrouble {

    private JsonTrouble() {}

    /** In a document: {@code it ends too early (line 3, column 1)}. */
    public static String inDocument(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? reason(e) : reason(e) + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    /** In one of many lines, whose number somebody else knows: {@code it ends too early (column 1)}. */
    public static String inLine(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? reason(e) : reason(e) + " (column " + at.getColumnNr() + ")";
    }

    private static String reason(JacksonException e) {
        if (e instanceof UnexpectedEndOfInputException) {
            return "it ends too early";
        }
        if (e instanceof StreamConstraintsException) {
            return "something in it is too deep or too long";
        }
        if (e instanceof StreamReadException) {
            boolean twice = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate ");
            return twice ? "a property is there twice" : "something that does not belong there";
        }
        return e instanceof MismatchedInputException ? "something follows its end" : "it cannot be understood";
    }
}
