//! `clerk-toolkit tools`: the tools there are. No request is sent.

use std::io::{IsTerminal, stdout};

use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;
use clerk_toolkit::formats::{self, Strict};
use clerk_toolkit::serde_json::{Value, json};
use clerk_toolkit::{Access, BoundTool};

use crate::failure::Failure;
use crate::options::{ToolOptions, tool};
use crate::{completion, output};

mod example;
mod listing;
mod page;
mod style;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
                  clerk-toolkit tools\n  \
                  clerk-toolkit tools '*'\n  \
                  clerk-toolkit tools getUser\n  \
                  clerk-toolkit tools users organizations.getOrganization --read-only\n  \
                  clerk-toolkit tools users --format openai")]
pub(crate) struct Tools {
    /// Tools to show, in the form of --tools; the name of one tool shows its arguments and an example
    #[arg(value_name = "PATTERN", add = ArgValueCompleter::new(completion::patterns))]
    shown: Vec<String>,

    #[command(flatten)]
    tools: ToolOptions,

    /// The format of the output; by default `table` on a terminal, and `json` elsewhere
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<Format>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people: a table, or a page about the one tool that is named
    Table,
    /// Everything about each tool, schemas included
    Json,
    /// A Markdown table
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
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        if self.tools.discovers() {
            return self.run_discovery();
        }
        self.tools.select_too(self.shown);
        let named = self.tools.only_pattern().and_then(|pattern| tool(pattern).ok());
        if let Some(named) = named {
            self.tools.check_offers(named)?;
        }
        let toolkit = self.tools.toolkit()?.build_listing()?;
        let shown = match (named, self.tools.patterns()) {
            (Some(_), _) => Shown::Named,
            (None, []) => Shown::Default,
            _ => Shown::Selected,
        };
        show(self.format, toolkit.all_tools(), shown)
    }

    /// Shows the tools of discovery, or those of them that are named. Other patterns select the tools that they find.
    fn run_discovery(mut self) -> Result<(), Failure> {
        let is_shown = |name: &str| self.shown.iter().any(|shown| shown == name);
        let all = self.tools.offered(self.tools.toolkit()?.build_listing()?).all_tools();
        let named: Vec<_> = all.into_iter().filter(|tool| is_shown(tool.name())).collect();
        if !named.is_empty() && named.len() == self.shown.len() {
            return show(self.format, named, Shown::Named);
        }
        self.tools.select_too(self.shown);
        show(self.format, self.tools.offered(self.tools.toolkit()?.build_listing()?).all_tools(), Shown::Selected)
    }
}

/// Why tools are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// They are named.
    Named,
    /// Patterns select them.
    Selected,
    /// Nothing selects others.
    Default,
}

/// Prints the tools; a page for the only tool if it is named.
fn show(format: Option<Format>, tools: Vec<BoundTool>, shown: Shown) -> Result<(), Failure> {
    let terminal = stdout().is_terminal();
    let format = format.unwrap_or(if terminal { Format::Table } else { Format::Json });
    let definitions = match format {
        Format::Table => {
            let style = style::Style::new(terminal);
            return output::raw(match &tools[..] {
                [tool] if shown == Shown::Named => page::page(tool, &style),
                tools if shown == Shown::Default => listing::table(tools, &style) + &listing::other_categories(&style),
                tools => listing::table(tools, &style),
            });
        }
        Format::Markdown => return output::raw(listing::markdown(&tools)),
        Format::Json => tools.iter().map(everything).collect(),
        Format::Openai => formats::openai_chat::tools(tools, Strict::Never),
        Format::OpenaiResponses => formats::openai_responses::tools(tools, Strict::Never),
        Format::Anthropic => formats::anthropic::tools(tools),
        Format::Gemini => formats::gemini::tools(tools),
        Format::Mcp => formats::mcp::tools(tools),
    };
    output::json(&definitions)
}

fn everything(tool: &BoundTool) -> Value {
    let definition = tool.definition();
    json!({
        "name": tool.name(),
        "title": tool.title(),
        "category": tool.category(),
        "description": tool.description(),
        "effect": tool.effect().as_str(),
        "idempotent": definition.is_idempotent(),
        "access": definition.access().as_str(),
        "permission": permission(tool),
        "endpoint": definition.endpoint().map(ToString::to_string),
        "inputSchema": tool.input_schema(),
        "outputSchema": tool.output_schema(),
    })
}

/// The permission that a session must hold in its organization to call the tool.
fn permission(tool: &BoundTool) -> Option<&'static str> {
    match tool.definition().access() {
        Access::Organization { permission } => permission,
        _ => None,
    }
}
