// `rosenbad mcp`: the MCP server on standard input and output.

import type { Command } from 'commander';
import { openEmbedded } from './context.ts';

async function run(): Promise<void> {
  const { createMcpServer } = await import('../mcp/server.ts');
  const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js');
  const transport = new StdioServerTransport();
  const closed = new Promise<void>((resolve) => {
    process.stdin.once('end', () => resolve());
  });
  await createMcpServer(await openEmbedded()).connect(transport);
  await closed;
}

export function mcpCommand(program: Command): void {
  program
    .command('mcp')
    .description('answer an assistant over the Model Context Protocol (stdio)')
    .action(run);
}
