/** The job {@code git-push}. */
@org.jspecify.annotations.NullMarked
package cc.chitty.sync.gitpush;
