//! `clerk-toolkit tools`: what there is, without asking Clerk.

use std::io::{IsTerminal, stdout};

use clap::{Args, ValueEnum};
use clerk_toolkit::formats::{self, Strict};
use clerk_toolkit::serde_json::{Value, json};
use clerk_toolkit::{Access, BoundTool};

use crate::failure::Failure;
use crate::options::{Policy, select, unused_client};
use crate::output;

mod listing;

#[derive(Debug, Args)]
#[command(after_help = "Example: clerk-toolkit tools 'users.*' --format openai")]
pub(crate) struct Tools {
    /// Tools to list: `*`, a category (`users`, `users.*`) or a tool (`users.getUserCount`); all by default
    #[arg(value_name = "PATTERN")]
    patterns: Vec<String>,

    #[command(flatten)]
    policy: Policy,

    /// How to write them; by default `table` on a terminal, and `json` elsewhere
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<Format>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people, as wide as the terminal
    Table,
    /// All there is to know of each, schemas too
    Json,
    /// A table for documents
    Markdown,
    /// OpenAI Chat Completions
    Openai,
    /// OpenAI Responses
    OpenaiResponses,
    /// Anthropic Messages
    Anthropic,
    /// Gemini `generateContent`
    Gemini,
    /// Model Context Protocol
    Mcp,
}

impl Tools {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let toolkit = self.policy.toolkit(select(&self.patterns)?);
        // Nothing is sent, but a toolkit is only built with a client.
        let toolkit = toolkit.client(unused_client()?).build()?;
        let tools = toolkit.all_tools();
        let terminal = stdout().is_terminal();
        let format = self.format.unwrap_or(if terminal { Format::Table } else { Format::Json });
        let definitions = match format {
            Format::Table => return output::text(listing::table(&tools, terminal)),
            Format::Markdown => return output::text(listing::markdown(&tools)),
            Format::Json => tools.iter().map(everything).collect(),
            Format::Openai => formats::openai_chat::tools(tools, Strict::Never),
            Format::OpenaiResponses => formats::openai_responses::tools(tools, Strict::Never),
            Format::Anthropic => formats::anthropic::tools(tools),
            Format::Gemini => formats::gemini::tools(tools),
            Format::Mcp => formats::mcp::tools(tools),
        };
        output::json(&definitions)
    }
}

fn everything(tool: &BoundTool) -> Value {
    let definition = tool.definition();
    let permission = match definition.access() {
        Access::Organization { permission } => permission,
        _ => None,
    };
    json!({
        "name": tool.name(),
        "title": tool.title(),
        "category": tool.category(),
        "description": tool.description(),
        "effect": tool.effect().as_str(),
        "idempotent": definition.is_idempotent(),
        "access": definition.access().as_str(),
        "permission": permission,
        "inputSchema": tool.input_schema(),
        "outputSchema": tool.output_schema(),
    })
}
