//! Settings of a server.

use rmcp::model::{Implementation, ServerCapabilities, ServerConfig};

use super::{ClerkMcpServer, definitions, instructions};
use crate::toolkit::ClerkToolkit;

/// How many calls run at a time by default.
const MAX_CONCURRENT_CALLS: usize = 32;

/// Builds a [`ClerkMcpServer`]. Every setting has a default.
///
/// ```
/// use clerk_toolkit::mcp::ClerkMcpServer;
/// # use clerk_toolkit::{ClerkToolkit, catalog};
///
/// # fn main() -> Result<(), clerk_toolkit::toolkit::BuildError> {
/// # let toolkit = ClerkToolkit::builder().tools(catalog::ALL.select(["users.getUserId"])).build()?;
/// let server = ClerkMcpServer::builder(toolkit)
///     .name("acme-support")
///     .title("Acme Support")
///     .version(env!("CARGO_PKG_VERSION"))
///     .add_instructions("Ask for the customer's email address first.")
///     .build();
/// assert!(server.instructions().ends_with("Ask for the customer's email address first."));
/// # Ok(()) }
/// ```
#[derive(Debug)]
#[must_use = "the builder does nothing until `build` is called"]
pub struct ClerkMcpServerBuilder {
    toolkit: ClerkToolkit,
    implementation: Implementation,
    /// Replaces the default instructions.
    instructions: Option<String>,
    added_instructions: Vec<String>,
    max_concurrent_calls: usize,
}

impl ClerkMcpServerBuilder {
    pub(super) fn new(toolkit: ClerkToolkit) -> Self {
        let implementation = Implementation::new("clerk-toolkit", env!("CARGO_PKG_VERSION"))
            .with_title("Clerk")
            .with_description("Users, organizations and invitations of a Clerk instance.");
        Self {
            toolkit,
            implementation,
            instructions: None,
            added_instructions: Vec::new(),
            max_concurrent_calls: MAX_CONCURRENT_CALLS,
        }
    }

    /// The name by which programs identify the server. The default is `clerk-toolkit`.
    ///
    /// If you set it, set the title, version and description too: their defaults describe this crate.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.implementation.name = name.into();
        self
    }

    /// The name that clients show to people. The default is `Clerk`.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.implementation.title = Some(title.into());
        self
    }

    /// The server's version. The default is the version of this crate.
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.implementation.version = version.into();
        self
    }

    /// What the server does, in one sentence, for people. The default describes the catalog.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.implementation.description = Some(description.into());
        self
    }

    /// Replaces the default instructions. An empty text removes them.
    ///
    /// A model reads the instructions before it calls a tool. The default ones state the Clerk instance, the tools'
    /// categories and effects, and the session that the tools act for.
    pub fn instructions(mut self, instructions: impl Into<String>) -> Self {
        self.instructions = Some(instructions.into());
        self
    }

    /// Adds a paragraph after the instructions. Each call adds another one.
    pub fn add_instructions(mut self, paragraph: impl Into<String>) -> Self {
        self.added_instructions.push(paragraph.into());
        self
    }

    /// How many calls may run at a time, over all connections. The default is 32; 0 is treated as 1. Further calls wait
    /// and start in the order in which they arrive.
    ///
    /// Every running call uses a connection to Clerk and counts against the instance's rate limit. Without this limit,
    /// a client that sends thousands of calls at once would exhaust both.
    pub fn max_concurrent_calls(mut self, calls: usize) -> Self {
        self.max_concurrent_calls = calls;
        self
    }

    /// Builds the server, with the toolkit's tool definitions.
    pub fn build(self) -> ClerkMcpServer {
        let Self { toolkit, implementation, instructions, added_instructions, max_concurrent_calls } = self;
        let instructions = instructions.unwrap_or_else(|| instructions::of(&toolkit));
        let paragraphs = std::iter::once(instructions).chain(added_instructions);
        let instructions = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n");
        let mut info =
            ServerConfig::new(ServerCapabilities::builder().enable_tools().build()).with_server_info(implementation);
        info.instructions = Some(instructions).filter(|instructions| !instructions.is_empty());
        let tools = definitions::of(&toolkit);
        ClerkMcpServer::from_parts(toolkit, info, tools, max_concurrent_calls)
    }
}
