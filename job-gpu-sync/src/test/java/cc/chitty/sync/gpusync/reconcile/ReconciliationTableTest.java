package cc.chitty.sync.gpusync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is concluded, by example; {@link Cast} explains the words. Every row also holds with the sides exchanged. */
class ReconciliationTableTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # one path: agreement
        nothing anywhere                          | -  | -  | -  | both | nothing
        as it was                                 | f1 | f1 | f1 | both | nothing
        first seen, the same                      | -  | f1 | f1 | both | p agree f1
        both made the same change                 | f1 | f2 | f2 | both | p agree f2
        both deleted it                           | f1 | -  | -  | both | p agree -
        both made the same directory              | -  | d  | d  | both | p agree d
        both made the same link                   | -  | l1 | l1 | both | p agree l1
        both turned it into the same link         | f1 | l1 | l1 | both | p agree l1
        both took the same permissions            | f1 | f1+x | f1+x | both | p agree f1+x
        agreement is recorded in a push           | f1 | f2 | f2 | push | p agree f2
        both deleted it, in a pull                | f1 | -  | -  | pull | p agree -

        # one path: one side changed
        made by us                                | -  | f1 | -  | both | p theirs f1 only ours changed
        made by them                              | -  | -  | f1 | both | p ours f1 only theirs changed
        changed by us                             | f1 | f2 | f1 | both | p theirs f2 only ours changed
        changed by them                           | f1 | f1 | f2 | both | p ours f2 only theirs changed
        deleted by us                             | f1 | -  | f1 | both | p theirs - only ours changed
        deleted by them                           | f1 | f1 | -  | both | p ours - only theirs changed
        permissions by us                         | f1 | f1+x | f1 | both | p theirs f1+x only ours changed
        narrower by them                          | f1 | f1 | f1- | both | p ours f1- only theirs changed
        wider by them                             | f1- | f1- | f1 | both | p ours f1 only theirs changed
        link made                                 | -  | l1 | -  | both | p theirs l1 only ours changed
        link turned                               | l1 | l1 | l2 | both | p ours l2 only theirs changed
        link removed                              | l1 | -  | l1 | both | p theirs - only ours changed
        file became a link                        | f1 | l1 | f1 | both | p theirs l1 only ours changed
        link became a file                        | l1 | l1 | f1 | both | p ours f1 only theirs changed
        file became a directory                   | f1 | d  | f1 | both | p theirs d only ours changed
        empty directory became a file             | d  | f1 | d  | both | p theirs f1 only ours changed
        empty directory became a link             | d  | l1 | d  | both | p theirs l1 only ours changed
        empty directory made                      | -  | d  | -  | both | p theirs d only ours changed
        empty directory removed                   | d  | -  | d  | both | p theirs - only ours changed
        directory's permissions                   | d  | d- | d  | both | p theirs d- only ours changed
        made and not read                         | -  | fu | -  | both | p theirs fu only ours changed
        changed and not read                      | f1 | f1 | fu | both | p ours fu only theirs changed

        # one path: both changed
        both made it                              | -  | f1 | f2 | both | p conflict
        both changed it                           | f1 | f2 | f3 | both | p conflict
        both made it, neither was read            | -  | fu | fu | both | p conflict
        changed against deleted                   | f1 | f2 | -  | both | p theirs f2 change beats deletion
        deleted against changed                   | f1 | -  | f2 | both | p ours f2 change beats deletion
        permissions against deleted               | f1 | f1+x | - | both | p theirs f1+x change beats deletion
        turned into a link against deleted        | f1 | l1 | -  | both | p theirs l1 change beats deletion
        turned into a directory against deleted   | f1 | d  | -  | both | p theirs d change beats deletion
        directory turned into a file, deleted     | d  | f1 | -  | both | p theirs f1 change beats deletion
        both turned the link                      | l1 | l2 | f1 | both | p conflict
        two links                                 | -  | l1 | l2 | both | p conflict
        link against file                         | -  | l1 | f1 | both | p conflict
        content against permissions               | f1 | f2 | f1+x | both | p conflict
        directory against file, both new          | -  | d  | f1 | both | p conflict
        directory against link, both new          | -  | d  | l1 | both | p conflict
        directory against another file            | f1 | d  | f2 | both | p conflict
        file against link where a directory was   | d  | f1 | l1 | both | p conflict
        deleted and made anew                     | f1 | f3 | f2 | both | p conflict

        # one path: permissions of both changed
        first seen, one narrower                  | -  | f1 | f1- | both | p ours f1- narrower mode
        first seen, one group writable            | -  | f1 | f1+w | both | p theirs f1 narrower mode
        both executable, one narrower             | f1 | f1x- | f1+x | both | p theirs f1x- narrower mode
        only one can be executed                  | -  | f1 | f1+x | both | p conflict
        neither is narrower                       | -  | f1+w | f1y | both | p conflict
        first seen directories, one narrower      | -  | d  | d- | both | p ours d- narrower mode
        directories of neither                    | -  | d  | dy | both | p conflict
        narrower against the direction            | -  | f1 | f1- | push | p leave direction
        narrower along the direction              | -  | f1- | f1 | push | p theirs f1- narrower mode
        unread files are not the same             | -  | fu | f1- | both | p conflict

        # one path: unknown and ignored
        unknown against nothing                   | -  | ?  | -  | both | p leave unknown there
        unknown against a file                    | f1 | ?  | f1 | both | p leave unknown there
        unknown against a change                  | f1 | ?  | f2 | both | p leave unknown there
        unknown against a deletion                | f1 | ?  | -  | both | p leave unknown there
        unknown on both sides                     | f1 | ?  | ?  | both | p leave unknown there
        unknown is not decided by force           | f1 | ?  | f2 | both theirs | p leave unknown there
        unknown against ignored                   | -  | ?  | !  | both | p leave unknown there
        ignored on both sides                     | -  | !  | !  | both | nothing
        ignored, once recorded                    | f1 | !  | !  | both | nothing
        ignored against nothing                   | -  | !  | -  | both | nothing
        ignored against what was recorded         | f1 | !  | f1 | both | nothing
        ignored against a new file                | -  | !  | f1 | both | p leave ignored in the way
        ignored against a deletion                | f1 | !  | -  | both | p leave ignored in the way
        ignored is not decided by force           | f1 | !  | f2 | both theirs | p leave ignored in the way

        # one path: directions
        push of what we made                      | -  | f1 | -  | push | p theirs f1 only ours changed
        push of what we changed                   | f1 | f2 | f1 | push | p theirs f2 only ours changed
        push does not take                        | -  | -  | f1 | push | p leave direction
        push does not take changes                | f1 | f1 | f2 | push | p leave direction
        push does not delete                      | f1 | -  | f1 | push | p leave direction
        push deletes if asked                     | f1 | -  | f1 | push deletes | p theirs - only ours changed
        push does not let theirs delete           | f1 | f1 | -  | push deletes | p theirs f1 missing there
        push brings what is missing there         | f1 | f1 | -  | push | p theirs f1 missing there
        pull brings what is missing here          | f1 | -  | f1 | pull | p ours f1 missing there
        push leaves what both changed             | f1 | f2 | f3 | push | p conflict
        push brings back what they deleted        | f1 | f2 | -  | push | p theirs f2 change beats deletion
        push does not bring back ours             | f1 | -  | f2 | push deletes | p leave direction
        both ways, nothing is deleted             | f1 | -  | f1 | both keeps | p leave direction
        both ways, changes go on                  | f1 | f1 | f2 | both keeps | p ours f2 only theirs changed

        # one path: force
        forced by us                              | f1 | f2 | f3 | both ours | p theirs f2 forced
        forced by them                            | f1 | f2 | f3 | both theirs | p ours f3 forced
        force does not undo a change of one side  | f1 | f1 | f2 | both ours | p ours f2 only theirs changed
        force does not beat change with deletion  | f1 | -  | f2 | both ours | p ours f2 change beats deletion
        force against the direction               | f1 | f2 | f3 | push theirs | p conflict
        force along the direction                 | f1 | f2 | f3 | push ours | p theirs f2 forced
        force decides between link and file       | -  | l1 | f1 | both theirs | p ours f1 forced
        force decides permissions                 | -  | f1 | f1+x | both ours | p theirs f1 forced
        force decides a directory's permissions   | -  | d  | dy | both theirs | p ours dy forced
        the newer is ours                         | -  | f1@20 | f2@10 | both newer | p theirs f1 forced
        the newer is theirs                       | -  | f1@20 | f2@30 | both newer | p ours f2 forced
        the newer by a clock that is ahead        | -  | f1@20 | f2@30 | both newer ahead=15 | p theirs f1 forced
        the newer by a clock that is behind       | -  | f1@20 | f2@15 | both newer ahead=-10 | p ours f2 forced
        neither is newer                          | -  | f1@20 | f2@20 | both newer | p conflict
        neither is newer, by the clocks           | -  | f1@20 | f2@30 | both newer ahead=10 | p conflict
        newer tells nothing of directories        | -  | d@20 | f2@30 | both newer | p conflict
        newer against the direction               | -  | f1@20 | f2@30 | push newer | p conflict

        # trees: directories made, removed, kept
        directory made with what is in it         | - | d=d d/a=f1 d/e=d d/e/b=f2 | - | both | d theirs d only ours changed; d/a theirs f1 only ours changed; d/e theirs d only ours changed; d/e/b theirs f2 only ours changed
        directory removed with what was in it     | d=d d/a=f1 | - | d=d d/a=f1 | both | d theirs - only ours changed; d/a theirs - only ours changed
        directory removed, a file in it changed   | d=d d/a=f1 d/b=f1 | - | d=d d/a=f2 d/b=f1 | both | d ours d change beats deletion; d/a ours f2 change beats deletion; d/b theirs - only ours changed
        directory removed, a file in it new       | d=d d/b=f1 | - | d=d d/b=f1 d/n=f1 | both | d ours d change beats deletion; d/b theirs - only ours changed; d/n ours f1 only theirs changed
        directory removed, something deep changed | d=d d/e=d d/e/g=d d/e/g/a=f1 | - | d=d d/e=d d/e/g=d d/e/g/a=f2 | both | d ours d change beats deletion; d/e ours d change beats deletion; d/e/g ours d change beats deletion; d/e/g/a ours f2 change beats deletion
        directory removed, only its mode changed  | d=d d/a=f1 | - | d=d- d/a=f1 | both | d theirs - only ours changed; d/a theirs - only ours changed
        both deleted in one directory             | d=d d/a=f1 d/b=f1 | d=d d/b=f1 | d=d d/a=f1 | both | d/a theirs - only ours changed; d/b ours - only theirs changed
        one deleted the file, one the directory   | d=d d/a=f1 | d=d | - | both | d ours - only theirs changed; d/a agree -
        both deleted the directory                | d=d d/a=f1 | - | - | both | d agree -; d/a agree -
        directory removed, ignored in it          | d=d d/a=f1 | - | d=d d/a=f1 d/i=! | both | d leave ignored in the way; d/a theirs - only ours changed
        directory removed, unknown in it          | d=d d/a=f1 | - | d=d d/a=f1 d/u=? | both | d leave unknown there; d/a theirs - only ours changed; d/u leave unknown there
        directory removed, ignored deep in it     | d=d d/e=d d/e/i=d | - | d=d d/e=d d/e/i=! | both | d leave ignored in the way; d/e leave ignored in the way; d/e/i leave ignored in the way
        removed, ignored and changed in it        | d=d d/a=f1 | - | d=d d/a=f2 d/i=! | both | d ours d change beats deletion; d/a ours f2 change beats deletion
        a push keeps the directory                | d=d d/a=f1 | - | d=d d/a=f1 | push | d leave direction; d/a leave direction
        a push keeps what changed in it           | d=d d/a=f1 d/b=f1 | - | d=d d/a=f2 d/b=f1 | push deletes | d leave direction; d/a leave direction; d/b theirs - only ours changed
        a push makes it again for what is new     | d=d d/a=f1 | d=d d/a=f1 d/n=f2 | - | push | d theirs d missing there; d/a theirs f1 missing there; d/n theirs f2 only ours changed
        renamed with its directory                | d=d d/a=f1 | e=d e/a=f1 | d=d d/a=f1 | both | d theirs - only ours changed; d/a theirs - only ours changed; e theirs d only ours changed; e/a theirs f1 only ours changed

        # trees: unknown and ignored directories
        unknown directory, nothing below changed  | d=d d/a=f1 | d=? | d=d d/a=f1 | both | d leave unknown there
        unknown directory, changed below          | d=d d/a=f1 | d=? | d=d d/a=f2 | both | d leave unknown there; d/a leave unknown there
        unknown directory, deleted below          | d=d d/a=f1 | d=? | d=d | both | d leave unknown there; d/a leave unknown there
        unknown directory, all gone there         | d=d d/a=f1 | d=? | - | both | d leave unknown there; d/a leave unknown there
        unknown directory, told below all the same | d=d d/a=f1 | d=? d/a=f2 | d=d d/a=f1 | both | d leave unknown there; d/a leave unknown there
        unknown directory, new below              | - | d=? | d=d d/a=f1 | both | d leave unknown there; d/a leave unknown there
        ignored directory against one that is not | - | d=! | d=d d/a=f1 | both | d leave ignored in the way; d/a leave ignored in the way
        ignored directory on both sides           | d=d d/a=f1 | d=! | d=! | both | nothing
        told below a file is not believed         | - | d=f1 d/a=f1 | - | both | d theirs f1 only ours changed; d/a leave unknown there

        # trees: a directory against a file
        directory became a file                   | d=d d/a=f1 | d=f2 | d=d d/a=f1 | both | d theirs f2 only ours changed; d/a theirs - only ours changed
        file became a directory with contents     | d=f1 | d=d d/a=f2 | d=f1 | both | d theirs d only ours changed; d/a theirs f2 only ours changed
        became a file, changed below              | d=d d/a=f1 d/b=f1 | d=f2 | d=d d/a=f2 d/b=f1 | both | d conflict; d/a leave parent in conflict; d/b leave parent in conflict
        became a file, new below                  | d=d | d=f2 | d=d d/n=f1 | both | d conflict; d/n leave parent in conflict
        became a file, deleted below              | d=d d/a=f1 d/b=f1 | d=f2 | d=d d/a=f1 | both | d theirs f2 only ours changed; d/a theirs - only ours changed; d/b agree -
        became a file, ignored below              | d=d d/a=f1 | d=f2 | d=d d/a=f1 d/i=! | both | d leave ignored in the way; d/a leave parent in conflict
        became a file, unknown below              | d=d d/a=f1 | d=f2 | d=d d/a=f1 d/u=? | both | d leave unknown there; d/a leave parent in conflict; d/u leave unknown there
        became a link, changed below              | d=d d/a=f1 | d=l1 | d=d d/a=f2 | both | d conflict; d/a leave parent in conflict
        both new, directory with contents         | - | d=f1 | d=d d/a=f1 d/e=d d/e/b=f2 | both | d conflict; d/a leave parent in conflict; d/e leave parent in conflict; d/e/b leave parent in conflict
        file changed, became a directory          | d=f1 | d=f2 | d=d d/a=f1 | both | d conflict; d/a leave parent in conflict
        forced to the directory                   | d=d d/a=f1 d/b=f1 | d=f2 | d=d d/a=f2 d/b=f1 | both theirs | d ours d forced; d/a ours f2 forced; d/b ours f1 forced
        forced to the file                        | d=d d/a=f1 d/b=f1 | d=f2 | d=d d/a=f2 d/b=f1 | both ours | d theirs f2 forced; d/a theirs - forced; d/b theirs - forced
        not forced over ignored                   | d=d d/a=f1 | d=f2 | d=d d/a=f2 d/i=! | both ours | d conflict; d/a leave parent in conflict
        not forced over unknown                   | d=d d/a=f1 | d=f2 | d=d d/a=f2 d/u=? | both ours | d conflict; d/a leave parent in conflict; d/u leave unknown there
        forced to the directory, unknown in it    | d=f1 | d=f2 | d=d d/a=f2 d/u=? | both theirs | d ours d forced; d/a ours f2 forced; d/u leave unknown there
        not forced where nothing is deleted       | d=f1 | d=f2 | d=d d/a=f2 | both ours keeps | d conflict; d/a leave parent in conflict
        became a file, in a push                  | d=d d/a=f1 | d=f2 | d=d d/a=f1 | push | d leave direction; d/a leave direction
        became a file, in a push that deletes     | d=d d/a=f1 | d=f2 | d=d d/a=f1 | push deletes | d theirs f2 only ours changed; d/a theirs - only ours changed
        became a file, in a pull                  | d=d d/a=f1 | d=f2 | d=d d/a=f1 | pull deletes | d leave direction; d/a leave parent in conflict
        became a directory, in a pull             | d=f1 | d=d d/a=f1 | d=f1 | pull | d leave direction; d/a leave direction
        changed below, in a pull                  | d=d d/a=f1 | d=d d/a=f2 | d=f2 | pull deletes | d conflict; d/a leave direction
        changed below, forced in a pull           | d=d d/a=f1 | d=d d/a=f2 | d=f2 | pull deletes theirs | d ours f2 forced; d/a ours - forced
        directory deleted against its file        | d=d d/a=f1 | - | d=f2 | both | d ours f2 change beats deletion; d/a agree -
        neighbours of a conflict go on            | d=d d/a=f1 e=f1 | d=f2 e=f2 | d=d d/a=f2 e=f1 | both | d conflict; d/a leave parent in conflict; e theirs f2 only ours changed

        # trees: roots
        a root that cannot be read                | a=f1 | =? | a=f2 | both | ' leave unknown there; a leave unknown there'
        a root that is not there                  | a=f1 | - | =d a=f1 | both | a theirs - only ours changed
        a root's permissions are left             | a=f1 | =d- a=f1 | =d a=f1 | both | nothing
        """)
    void concludes(String name, String base, String ours, String theirs, String rules, String expected) {
        Reconciled reconciled = Reconciliation.of(Cast.trees(base, ours, theirs), Cast.rules(rules));
        assertThat(Cast.text(reconciled)).as(name).isEqualTo(expected);
        Reconciled mirrored = Reconciliation.of(
                Cast.mirrored(base, ours, theirs), Cast.rules(rules).mirrored());
        assertThat(mirrored.decisions().stream().map(Decision::mirrored))
                .as("mirrored: " + name)
                .containsExactlyElementsOf(reconciled.decisions());
    }
}
