package cc.chitty.sync.kernel.secret;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that is compiled when it is first needed: most processes never see a text that has a rule's signs, and
 * compiling all rules takes longer than a small run.
 */
public final class Expression {

    private final String text;
    private volatile @Nullable Pattern compiled;

    private Expression(String text) {
        this.text = text;
    }

    static Expression of(String text) {
        return new Expression(text);
    }

    static Expression of(Pattern pattern) {
        Expression expression = new Expression(pattern.pattern());
        expression.compiled = pattern;
        return expression;
    }

    Matcher matcher(String input) {
        Pattern pattern = compiled;
        if (pattern == null) {
            pattern = Pattern.compile(text);
            compiled = pattern;
        }
        return pattern.matcher(input);
    }
}
