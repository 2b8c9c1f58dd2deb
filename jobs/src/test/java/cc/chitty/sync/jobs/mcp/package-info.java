/** Tests of the MCP server's parts. */
@NullMarked
package cc.chitty.sync.jobs.mcp;

import org.jspecify.annotations.NullMarked;
