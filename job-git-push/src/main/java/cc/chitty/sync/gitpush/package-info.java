/**
 * The job {@code git-push}: journals and views to and from one git remote that all devices share.
 *
 * <ol>
 *   <li><b>fetch</b>: remove locks of a killed git; open the job's own bare repository, or make it anew; ask the remote for
 *       its branch and bring it here. A remote that cannot be reached is noted, and the next steps go on without it.
 *   <li><b>merge</b>: what other devices pushed takes the place of their journals here, or is joined with them where
 *       anything unusual has happened; edits of {@code todos.json} by people become sightings of {@code edited}; the views
 *       are made anew.
 *   <li><b>filter</b>: this device's files are looked through for secrets once more, and rewritten where there is one.
 *   <li><b>commit</b>: a tree of what was there, our files in it, on top of the remote's commit; none if nothing differs.
 *   <li><b>push</b>: forward only; who was overtaken does all of the above again, after a pause.
 *   <li><b>verify</b>: the remote's branch, asked for again, is that commit or has it in its history.
 *   <li><b>folders</b>: the user's chosen files go into repositories of their own, one by one.
 * </ol>
 *
 * Each step begins from the state directory and the refs of the repository, so a run that died anywhere goes on, or starts
 * afresh, to the same end.
 */
@NullMarked
package cc.chitty.sync.gitpush;

import org.jspecify.annotations.NullMarked;
