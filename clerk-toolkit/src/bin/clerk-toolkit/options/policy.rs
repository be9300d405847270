//! Which tools a command offers, and what they may do.

use clap::Args;
use clap_complete::engine::ArgValueCompleter;
use clerk_toolkit::tool::{Definition, PatternError};
use clerk_toolkit::toolkit::ClerkToolkitBuilder;
use clerk_toolkit::{ClerkToolkit, Effect, Toolset, catalog};

use super::patterns;
use crate::completion;
use crate::failure::Failure;

/// Which tools there are, and what they may do.
#[derive(Debug, Args)]
#[command(next_help_heading = "Tools")]
pub(crate) struct ToolOptions {
    /// Tools to offer: `*`, a category (`users`, `users.*`) or a tool (`users.getUserCount`); by default users, organizations and invitations
    #[arg(
        short = 't',
        long = "tools",
        value_name = "PATTERN",
        num_args = 1..,
        add = ArgValueCompleter::new(completion::patterns)
    )]
    patterns: Vec<String>,

    /// Offer only tools that change nothing
    #[arg(long)]
    read_only: bool,

    /// Let tools read and write private metadata
    #[arg(long)]
    allow_private_metadata: bool,

    /// Offer four tools that find and call the others, instead of listing them; without --tools, they find all tools
    #[arg(long)]
    discover: bool,
}

impl ToolOptions {
    /// Selects more tools, by patterns that stand without `--tools`.
    pub(crate) fn select_too(&mut self, patterns: Vec<String>) {
        self.patterns.extend(patterns);
    }

    /// Selects one tool, unless there are patterns.
    pub(crate) fn select_by_default(&mut self, tool: &Definition) {
        if self.patterns.is_empty() {
            self.patterns.push(patterns::full_name(tool));
        }
    }

    /// The tools that the patterns select. Without a pattern, discovery finds all tools, because it lists none of them.
    ///
    /// # Errors
    /// If a pattern selects no tool.
    pub(crate) fn selected(&self) -> Result<Toolset, PatternError> {
        if self.discover && self.patterns.is_empty() {
            return Ok(catalog::ALL);
        }
        patterns::select(&self.patterns)
    }

    /// The one pattern that selects the tools, if there is exactly one.
    pub(crate) fn only_pattern(&self) -> Option<&str> {
        match &self.patterns[..] {
            [pattern] => Some(pattern),
            _ => None,
        }
    }

    /// The patterns that select the tools; without a pattern, the default set is selected.
    pub(crate) fn patterns(&self) -> &[String] {
        &self.patterns
    }

    /// Whether only tools that change nothing are offered.
    pub(crate) fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Whether tools may read and write private metadata.
    pub(crate) fn allows_private_metadata(&self) -> bool {
        self.allow_private_metadata
    }

    /// Whether the tools are found and called through the tools of discovery.
    pub(crate) fn discovers(&self) -> bool {
        self.discover
    }

    /// The toolkit as it is offered: with its own tools, or with those of discovery.
    pub(crate) fn offered(&self, toolkit: ClerkToolkit) -> ClerkToolkit {
        if self.discover { toolkit.discovery() } else { toolkit }
    }

    /// Settings for a toolkit of the tools that the patterns select.
    ///
    /// # Errors
    /// If a pattern selects no tool.
    pub(crate) fn toolkit(&self) -> Result<ClerkToolkitBuilder, PatternError> {
        Ok(ClerkToolkit::builder()
            .tools(self.selected()?)
            .read_only(self.read_only)
            .allow_private_metadata(self.allow_private_metadata))
    }

    /// Makes sure that these options do not exclude a tool.
    ///
    /// # Errors
    /// If one does, with the option and what to do.
    pub(crate) fn check_offers(&self, tool: &Definition) -> Result<(), Failure> {
        let name = tool.name();
        if self.selected()?.get(name).is_none() {
            let pattern = patterns::full_name(tool);
            return Err(Failure::usage(format_args!(
                "the tool `{name}` exists, but --tools does not select it: add `{pattern}` to --tools, or omit --tools"
            )));
        }
        if self.read_only && tool.effect() != Effect::Read {
            return Err(Failure::usage(format_args!(
                "the tool `{name}` exists, but --read-only excludes it, because its effect is `{}`",
                tool.effect()
            )));
        }
        Ok(())
    }

    /// These options in the form of a command line.
    pub(crate) fn arguments(&self) -> Vec<String> {
        // The destructuring makes the compiler report an option that is not handled here.
        let Self { patterns, read_only, allow_private_metadata, discover } = self;
        let flags = [
            (read_only, "--read-only"),
            (allow_private_metadata, "--allow-private-metadata"),
            (discover, "--discover"),
        ];
        let mut arguments: Vec<String> =
            flags.into_iter().filter(|(set, _)| **set).map(|(_, flag)| flag.to_owned()).collect();
        if !patterns.is_empty() {
            arguments.push("--tools".to_owned());
            arguments.extend_from_slice(patterns);
        }
        arguments
    }
}
