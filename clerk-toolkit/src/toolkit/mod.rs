//! The toolkit: tools with a Clerk instance, a session and a policy.
//!
//! An application that embeds tools needs this module only: [`ClerkToolkit`] lists the tools that it offers and calls
//! them. Every call goes through the same steps, whichever framework or protocol it comes from. `pipeline` lists the
//! steps, and each step is one file.

mod authorize;
mod bind;
mod bound_tool;
mod budget;
mod builder;
mod call_output;
mod claims;
mod discovery;
mod error;
mod exposure;
mod hidden;
#[cfg(all(test, feature = "chrono", feature = "url", feature = "uuid"))]
mod other_crates;
mod pipeline;
mod policy;
mod private_arguments;
mod redact;
mod run;
mod shape;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use serde_json::Value;

pub use self::bound_tool::BoundTool;
pub use self::builder::ClerkToolkitBuilder;
pub use self::call_output::CallOutput;
pub use self::error::BuildError;
pub use self::hidden::{HiddenReason, HiddenTool};
pub use crate::redaction::{Redaction, RedactionReason};

use self::exposure::ExposedTool;
use self::policy::Policy;
use crate::auth::AuthContext;
use crate::client::ClerkClient;
use crate::json;
use crate::redaction::Scanner;
use crate::search::Index;
use crate::tool::{State, ToolError, Toolset};

/// Tools that an agent can call, with a Clerk instance and, optionally, one person's session.
///
/// Cloning is cheap, and any number of calls can run at the same time.
///
/// ```no_run
/// use clerk_toolkit::{ClerkClient, ClerkToolkit, catalog};
/// use serde_json::json;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let toolkit = ClerkToolkit::builder()
///     .client(ClerkClient::from_env()?)
///     .tools(catalog::ALL.select(["users", "organizations.getOrganization"]))
///     .build()?;
/// let user = toolkit.call("getUser", json!({ "userId": "user_2NNEqL2nrIRdJ194ndJqAHwEfxC" })).await?;
/// # Ok(()) }
/// # use clerk_toolkit::serde_json;
/// ```
#[derive(Clone)]
pub struct ClerkToolkit {
    inner: Arc<Inner>,
}

struct Inner {
    tools: Vec<ExposedTool>,
    /// Positions in `tools`, in the order of the names.
    by_name: Vec<usize>,
    hidden: Vec<HiddenTool>,
    /// Tools that exist, whether or not this toolkit has them.
    known_tools: Toolset,
    policy: Policy,
    state: State,
    /// Finds credentials, including the client's secret key.
    scanner: Arc<Scanner>,
    deadline: Duration,
    output_budget: usize,
    /// The toolkit whose tools this one finds and calls, if it is one of [`ClerkToolkit::discovery`].
    discovers: Option<ClerkToolkit>,
    /// Finds tools by words. It is built at the first search.
    index: OnceLock<Index>,
}

impl ClerkToolkit {
    /// The offered tools of one category, in the toolset's order. Empty if there is no such category.
    pub fn category(&self, name: &str) -> Vec<BoundTool> {
        self.all_tools().into_iter().filter(|tool| tool.category() == name).collect()
    }

    /// All offered tools, in the toolset's order. Tools that are defined at run time come last.
    pub fn all_tools(&self) -> Vec<BoundTool> {
        (0..self.inner.tools.len()).map(|position| self.at(position)).collect()
    }

    /// All offered tools by name.
    pub fn tool_map(&self) -> BTreeMap<String, BoundTool> {
        self.all_tools().into_iter().map(|tool| (tool.name().to_owned(), tool)).collect()
    }

    /// The offered tool with that name. [`ClerkToolkit::require`] also says why a tool is not offered.
    pub fn tool(&self, name: &str) -> Option<BoundTool> {
        self.inner.position(name).map(|position| self.at(position))
    }

    /// The offered tool with that name.
    ///
    /// # Errors
    /// Returns `tool_not_offered` if the tool exists but this toolkit does not offer it, with the reason, and
    /// `tool_unknown` if it does not exist, with the most similar name as a hint.
    pub fn require(&self, name: &str) -> Result<BoundTool, ToolError> {
        pipeline::look_up(&self.inner, name).map(|position| self.at(position))
    }

    fn at(&self, position: usize) -> BoundTool {
        BoundTool::new(self.clone(), position)
    }

    /// The tools that this toolkit hides, each with its reason.
    pub fn hidden_tools(&self) -> &[HiddenTool] {
        &self.inner.hidden
    }

    /// The session that the toolkit acts for.
    pub fn auth_context(&self) -> Option<&AuthContext> {
        self.inner.policy.auth.as_deref()
    }

    /// Whether it offers only tools that read; see [`ClerkToolkitBuilder::read_only`].
    pub fn is_read_only(&self) -> bool {
        self.inner.policy.read_only
    }

    /// Whether a model may read and write private metadata; see [`ClerkToolkitBuilder::allow_private_metadata`].
    pub fn allows_private_metadata(&self) -> bool {
        self.inner.policy.allow_private_metadata
    }

    /// The client that tools borrow. `None` if no tool needs one and none was given.
    pub fn client(&self) -> Option<&ClerkClient> {
        self.inner.state.get()
    }

    /// Appends the session's claims to a system prompt, so that the model knows for whom it acts. If the toolkit acts
    /// for no session, the prompt is returned unchanged.
    ///
    /// The claims are JSON inside `<session_claims>`. `<`, `>` and `&` are escaped, so that no claim can close the block.
    pub fn inject_session_claims(&self, prompt: &str) -> String {
        match self.auth_context() {
            Some(auth) => claims::inject(prompt, auth, &self.inner),
            None => prompt.to_owned(),
        }
    }

    /// Calls a tool by its name with JSON arguments, and returns its output as JSON.
    ///
    /// # Errors
    /// Returns a [`ToolError`] that a model can act on: an unknown tool or argument, a session that may not do this, the
    /// deadline, or the tool's own error, with Clerk's own code and message.
    pub async fn call(&self, name: &str, arguments: Value) -> Result<Value, ToolError> {
        self.call_with_report(name, arguments).await.map(CallOutput::into_value)
    }

    /// Calls a tool, and also returns which values of its output the model does not see.
    ///
    /// ```
    /// use clerk_toolkit::toolkit::RedactionReason;
    /// use clerk_toolkit::{ClerkToolkit, ToolError, clerk_tool, serde_json::json, toolset};
    ///
    /// /// Read the configuration of the payments.
    /// #[clerk_tool(effect = read, access = none)]
    /// async fn payments() -> Result<Vec<String>, ToolError> {
    ///     Ok(vec!["EUR".to_owned(), "sk_live_4eC39HqLyjWDarjtT1zdp7dc".to_owned()])
    /// }
    ///
    /// toolset! {
    ///     const TOOLS = [payments];
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let toolkit = ClerkToolkit::builder().tools(TOOLS).build()?;
    /// let output = toolkit.call_with_report("payments", json!({})).await?;
    /// assert_eq!(output.value(), &json!(["EUR", "[redacted by clerk-toolkit: API key]"]));
    /// assert_eq!(output.redactions()[0].path, "/1");
    /// assert_eq!(output.redactions()[0].reason, RedactionReason::ApiKey);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// See [`ClerkToolkit::call`].
    pub async fn call_with_report(&self, name: &str, arguments: Value) -> Result<CallOutput, ToolError> {
        let position = match pipeline::look_up(&self.inner, name) {
            Ok(position) => position,
            Err(error) => {
                json::dismantle(arguments);
                return Err(error);
            }
        };
        let tool = &self.inner.tools[position];
        pipeline::call(&self.inner, tool, arguments).await
    }
}

impl Inner {
    fn position(&self, name: &str) -> Option<usize> {
        let found = self.by_name.binary_search_by(|&position| self.tools[position].definition.name().cmp(name)).ok()?;
        Some(self.by_name[found])
    }
}

impl fmt::Debug for ClerkToolkit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.inner.tools.iter().map(|tool| tool.definition.name()).collect();
        f.debug_struct("ClerkToolkit")
            .field("tools", &names)
            .field("hidden", &self.inner.hidden)
            .field("policy", &self.inner.policy)
            .field("state", &self.inner.state)
            .field("deadline", &self.inner.deadline)
            .finish()
    }
}
