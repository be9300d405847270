//! What the tools may do, whichever command offers them.

use clap::Args;
use clerk_toolkit::tool::PatternError;
use clerk_toolkit::toolkit::ClerkToolkitBuilder;
use clerk_toolkit::{ClerkToolkit, Toolset};

use super::patterns;

/// How far any tool goes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Tools")]
pub(crate) struct Policy {
    /// Offer only tools that change nothing
    #[arg(long)]
    read_only: bool,

    /// Let tools read and write private metadata
    #[arg(long)]
    allow_private_metadata: bool,
}

impl Policy {
    /// Settings for a toolkit of those tools.
    pub(crate) fn toolkit(&self, tools: Toolset) -> ClerkToolkitBuilder {
        ClerkToolkit::builder()
            .tools(tools)
            .read_only(self.read_only)
            .allow_private_metadata(self.allow_private_metadata)
    }

    /// These options as they are written on a command line.
    fn arguments(&self) -> Vec<String> {
        // Taken apart, so that an option that is added is not forgotten here.
        let Self { read_only, allow_private_metadata } = self;
        let flags = [(read_only, "--read-only"), (allow_private_metadata, "--allow-private-metadata")];
        flags.into_iter().filter(|(set, _)| **set).map(|(_, flag)| flag.to_owned()).collect()
    }
}

/// Which tools there are, and how far they go.
#[derive(Debug, Args)]
#[command(next_help_heading = "Tools")]
pub(crate) struct ToolOptions {
    /// Tools to offer: `*`, a category (`users`, `users.*`) or a tool (`users.getUserCount`); all by default
    #[arg(short = 't', long = "tools", value_name = "PATTERN", num_args = 1..)]
    patterns: Vec<String>,

    #[command(flatten)]
    policy: Policy,
}

impl ToolOptions {
    /// Settings for a toolkit of the tools that the patterns name.
    ///
    /// # Errors
    /// Where one of them names nothing.
    pub(crate) fn toolkit(&self) -> Result<ClerkToolkitBuilder, PatternError> {
        Ok(self.policy.toolkit(patterns::select(&self.patterns)?))
    }

    /// These options as they are written on a command line.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let Self { patterns, policy } = self;
        let mut arguments = policy.arguments();
        if !patterns.is_empty() {
            arguments.push("--tools".to_owned());
            arguments.extend_from_slice(patterns);
        }
        arguments
    }
}
