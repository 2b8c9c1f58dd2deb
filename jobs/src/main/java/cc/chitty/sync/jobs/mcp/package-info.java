/** The MCP server: any agent can see and change the todos of the project it works on. */
@NullMarked
package cc.chitty.sync.jobs.mcp;

import org.jspecify.annotations.NullMarked;
