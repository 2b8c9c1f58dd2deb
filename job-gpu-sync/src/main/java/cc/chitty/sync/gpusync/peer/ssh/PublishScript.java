package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Publication;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes the script that makes changes. Its functions work in one directory with many names, so that programs are started per
 * directory and not per file. They enter the directory by its real path and stay in it: a name above it that becomes a link
 * meanwhile changes nothing. Just before a file is replaced or removed it must still be the one that was kept. In the end what was
 * kept is nobody else's: a file that had a second name is copied, as what is written to that one would be written to what was kept.
 * What goes to another file system is whole before it gets its name, and what a killed one has left there of it is removed.
 */
final class PublishScript {

    /** So many names go to one program; all systems take that many. */
    private static final int MOST_NAMES = 400;

    private static final int MOST_CHARS = 60_000;

    private static final String FUNCTIONS = """
        LC_ALL=C; export LC_ALL; umask 077
        mkdir -p -- "$R0" "$S/.chittysync-link" || exit 8
        cd -P -- "$R0" || exit 8
        R=${PWD%/}
        go() {
            if [ -z "$1" ]; then cd -P -- "$R/"
            else cd -P -- "$R/$1" 2>/dev/null && [ "$PWD" = "$R/$1" ]; fi
        }
        there() { [ -e "$1" ] || [ -L "$1" ]; }
        same() {
            [ ! -L "$2" ] && there "$1" && { [ "$1" -ef "$2" ] || cmp -s -- "$1" "$2"; }
        }
        keepdirs() {
            shift; m=$#
            while [ "$m" -gt 0 ]; do
                f=$1; shift; m=$((m - 1))
                set -- "$@" "$K/$f"
            done
            mkdir -p -- "$@"
        }
        keepall() { shift; go "" && cp -l --parents -- "$@" "$K/" 2>/dev/null; }
        keep() {
            d=$1; shift
            go "$d" || return
            m=$#
            while [ "$m" -gt 0 ]; do
                f=$1; shift; m=$((m - 1))
                there "$K/$d/$f" || set -- "$@" "$f"
            done
            if [ $# -eq 0 ]; then return; fi
            mkdir -p -- "$K/$d" || return
            ln -- "$@" "$K/$d/" 2>/dev/null && return
            for f; do
                there "$K/$d/$f" || ln -- "$f" "$K/$d/$f" 2>/dev/null \\
                    || { cp -p -- "$f" "$K/$d/.chittysync-part" && mv -f -- "$K/$d/.chittysync-part" "$K/$d/$f"; }
            done
        }
        keeplink() { mkdir -p -- "$K/$1"; there "$K/$1/$3" || ln -s -- "$2" "$K/$1/$3"; }
        keepdir() { mkdir -p -- "$K/$1/$2"; }
        own() {
            [ ! -d "$K" ] || find "$K" -type f -links +1 -exec sh -c '
                for f; do cp -p -- "$f" "${f%/*}/.chittysync-part" && mv -f -- "${f%/*}/.chittysync-part" "$f"; done' sh {} +
        }
        safe() { sync -f "$@" 2>/dev/null || sync; }
        del() {
            d=$1; shift
            go "$d" || return
            m=$#
            while [ "$m" -gt 0 ]; do
                f=$1; shift; m=$((m - 1))
                if same "$K/$d/$f" "$f"; then set -- "$@" "$f"; fi
            done
            [ $# -eq 0 ] || rm -f -- "$@"
        }
        dellink() {
            go "$1" || return
            shift
            for f; do if [ -L "$f" ]; then rm -f -- "$f"; fi; done
        }
        dead() {
            for f in "$1"/.chittysync-*.tmp; do
                m=${f##*/.chittysync-}; m=${m%%.*}
                case $m in *[!0-9]*) ;; *) kill -0 "$m" 2>/dev/null || rm -f -- "$f" ;; esac
            done
        }
        deldir() {
            go "$1" || return; shift
            for f; do [ -L "$f" ] || dead "$f"; done
            rmdir -- "$@"
        }
        make() { go "$1" || return; m=$2; shift 2; mkdir -m "$m" -- "$@"; }
        putall() {
            command -v perl >/dev/null 2>&1 || return
            perl -MCwd=getcwd -e '
                my ($R, $S, $K, $new, @paths) = @ARGV;
                my $at = "";
                for my $path (@paths) {
                    my ($d, $f) = $path =~ m{^[.]/(?:(.*)/)?([^/]+)\\z}s or next;
                    my $directory = defined $d ? "$R/$d" : $R eq "" ? "/" : $R;
                    if ($directory ne $at) {
                        $at = "";
                        chdir($directory) && getcwd() eq $directory or next;
                        $at = $directory;
                    }
                    my @there = lstat($f);
                    if ($new) {
                        next if @there;
                    } else {
                        next unless @there && -f _;
                        my @kept = lstat("$K/$path");
                        next unless @kept && $kept[0] == $there[0] && $kept[1] == $there[1];
                    }
                    rename("$S/$path", $f);
                }
            ' "$R" "$S" "$K" "$@"
        }
        put() {
            d=$1; n=$2; shift 2
            go "$d" || return
            m=$#
            while [ "$m" -gt 0 ]; do
                f=$1; shift; m=$((m - 1))
                if ! there "$S/$d/$f"; then : # it has been put
                elif [ "$n" -gt 0 ]; then there "$f" || set -- "$@" "$S/$d/$f"
                elif same "$K/$d/$f" "$f"; then set -- "$@" "$S/$d/$f"; fi
                n=$((n - 1))
            done
            [ $# -eq 0 ] || mv -f -- "$@" .
        }
        putfar() {
            go "$1" || return
            if [ "$2" -gt 0 ]; then there "$3" && return; else same "$K/$1/$3" "$3" || return; fi
            dead .
            f=./.chittysync-$$.tmp
            cp -p -- "$S/$1/$3" "$f" && safe "$f" && mv -f -- "$f" "$3" && rm -f -- "$S/$1/$3" || { rm -f -- "$f"; return 1; }
        }
        link() {
            go "$1" || return
            l=$S/.chittysync-link/$3
            rm -f -- "$l" && ln -s -- "$2" "$l" || return
            [ -z "$4" ] || touch -h -d "$4" -- "$l" 2>/dev/null
            mv -f -- "$l" . || { rm -f -- "$l"; return 1; }
        }
        newlink() { go "$1" || return; there "$3" || link "$@"; }
        samelink() { go "$1" || return; [ -L "$3" ] && link "$@"; }
        filelink() { go "$1" || return; same "$K/$1/$3" "$3" && link "$@"; }
        mode() {
            go "$1" || return
            b=$2; shift 2; m=$#
            while [ "$m" -gt 0 ]; do
                f=$1; shift; m=$((m - 1))
                [ -L "$f" ] || set -- "$@" "$f"
            done
            [ $# -eq 0 ] || chmod "$b" -- "$@"
        }
        stamp() { go "$1" || return; [ -L "$3" ] || touch -c -d "$2" -- "$3"; }
        stagedmake() { cd -P -- "$S" || return; b=$1; shift; mkdir -p -m "$b" -- "$@"; }
        stagedchmod() { cd -P -- "$S" || return; b=$1; shift; chmod "$b" -- "$@"; }
        stagedmode() { cd -P -- "$S/$1" || return; b=$2; shift 2; chmod "$b" -- "$@"; }
        stagedbits() {
            d=$1; shift
            cd -P -- "$S/$d" || return
            for f; do
                b=$B/$d/$f
                if [ -f "$b" ] && [ -O "$b" ] && [ -G "$b" ] && [ -O "$f" ] && [ -G "$f" ]; then
                    [ ! -u "$b" ] || chmod u+s -- "$f"
                    [ ! -g "$b" ] || chmod g+s -- "$f"
                    [ ! -k "$b" ] || chmod +t -- "$f"
                fi
            done
        }
        stagedstamp() { cd -P -- "$S/$1" || return; touch -c -d "$2" -- "$3"; }
        """;

    private final StringBuilder script = new StringBuilder();

    PublishScript(Publication publication) {
        script.append("R0=").append(ShellWords.quote(publication.root()));
        script.append("; S=").append(ShellWords.quote(publication.staging()));
        script.append("; B=").append(ShellWords.quote(Objects.requireNonNullElse(publication.back(), "")));
        script.append("; K=")
                .append(ShellWords.quote(publication.kept()))
                .append('\n')
                .append(FUNCTIONS);
    }

    String text() {
        return script + "own\nexit 0\n";
    }

    void line(String function, Object... words) {
        script.append(function);
        for (Object word : words) {
            script.append(' ').append(ShellWords.quote(word.toString()));
        }
        script.append('\n');
    }

    /** Makes what is kept and staged durable. */
    void safe(String... variables) {
        script.append("safe");
        for (String variable : variables) {
            script.append(" \"$").append(variable).append('"');
        }
        script.append('\n');
    }

    /** Names of one directory for one function, in their order; neighbours of the same directory and option go together. */
    void grouped(String function, List<Named> names) {
        for (int from = 0; from < names.size(); ) {
            Named first = names.get(from);
            int to = from;
            int chars = 0;
            List<Object> words = new ArrayList<>(
                    first.option.isEmpty() ? List.of(first.path.parent()) : List.of(first.path.parent(), first.option));
            while (to < names.size() && names.get(to).isWith(first) && to - from < MOST_NAMES && chars < MOST_CHARS) {
                chars += names.get(to).path.name().length();
                words.add(name(names.get(to++).path));
            }
            line(function, words.toArray());
            from = to;
        }
    }

    /** Paths from one place for one function; neighbours of the same option go together. */
    void whole(String function, List<Named> names) {
        for (int from = 0; from < names.size(); ) {
            Named first = names.get(from);
            List<Object> words = new ArrayList<>(List.of(first.option));
            int chars = 0;
            int to = from;
            while (to < names.size()
                    && names.get(to).option.equals(first.option)
                    && to - from < MOST_NAMES
                    && chars < MOST_CHARS) {
                chars += names.get(to).path.text().length();
                words.add("./" + names.get(to++).path);
            }
            line(function, words.toArray());
            from = to;
        }
    }

    /** A name for a function, with an option that all names of one call share. */
    record Named(TreePath path, String option) {
        boolean isWith(Named other) {
            return option.equals(other.option) && path.parent().equals(other.path.parent());
        }
    }

    /** Files that go to their place: in each directory first those where nothing is, then those that replace. */
    void put(List<TreePath> created, List<TreePath> replacing) {
        putTogether("1", created);
        putTogether("0", replacing);
        Map<TreePath, List<TreePath>> directories = new LinkedHashMap<>();
        created.forEach(it -> directories
                .computeIfAbsent(it.parent(), at -> new ArrayList<>())
                .add(it));
        directories.forEach((directory, files) -> batches(files).forEach(batch -> put(directory, batch.size(), batch)));
        directories.clear();
        replacing.forEach(it -> directories
                .computeIfAbsent(it.parent(), at -> new ArrayList<>())
                .add(it));
        directories.forEach((directory, files) -> batches(files).forEach(batch -> put(directory, 0, batch)));
    }

    /** One program for all directories, where there is Perl. Whatever it has not put, the others do. */
    private void putTogether(String option, List<TreePath> files) {
        if (files.stream().map(TreePath::parent).distinct().count() > 1) {
            whole("putall", files.stream().map(it -> new Named(it, option)).toList());
        }
    }

    private void put(TreePath directory, int created, List<TreePath> files) {
        List<Object> words = new ArrayList<>(List.of(directory, created));
        files.forEach(it -> words.add(name(it)));
        line("put", words.toArray());
    }

    private static List<List<TreePath>> batches(List<TreePath> files) {
        List<List<TreePath>> batches = new ArrayList<>();
        int chars = 0;
        for (TreePath file : files) {
            List<TreePath> last = batches.isEmpty() ? null : batches.get(batches.size() - 1);
            chars += file.text().length();
            if (last == null || last.size() == MOST_NAMES || chars > MOST_CHARS) {
                batches.add(new ArrayList<>(List.of(file)));
                chars = file.text().length();
            } else {
                last.add(file);
            }
        }
        return batches;
    }

    /** A name that no program takes for an option. */
    static String name(TreePath path) {
        return "./" + path.name();
    }
}
