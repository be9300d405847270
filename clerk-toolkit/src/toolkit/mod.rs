//! The toolkit: a map of tools bound to a Clerk instance, a session and a policy.
//!
//! Whoever embeds tools meets this module alone: [`ClerkToolkit`] lists what it offers and calls it. Every call, from
//! whichever framework or protocol, goes the one way that `call` lays down, a file a step.

mod authorize;
mod bind;
mod bound_tool;
mod builder;
mod claims;
mod error;
mod exposure;
mod hidden;
mod pipeline;
mod policy;
mod redact;
mod run;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

pub use self::bound_tool::BoundTool;
pub use self::builder::ClerkToolkitBuilder;
pub use self::error::BuildError;
pub use self::hidden::{HiddenReason, HiddenTool};

use self::exposure::ExposedTool;
use self::policy::Policy;
use crate::auth::AuthContext;
use crate::client::ClerkClient;
use crate::tool::{State, ToolError};

/// Tools that an agent can call, bound to a Clerk instance, and where wanted to one person's session.
///
/// Cloning is cheap, and any number of calls can run side by side.
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
    offers: Vec<ExposedTool>,
    /// Positions in `offers`, in the order of the names.
    by_name: Vec<usize>,
    hidden: Vec<HiddenTool>,
    policy: Policy,
    state: State,
    deadline: Duration,
}

impl ClerkToolkit {
    /// A toolkit with every setting at its default: the whole catalog, on the instance that the environment names.
    ///
    /// # Errors
    /// Where the environment does not name an instance; see [`ClerkClient::from_env`](crate::ClerkClient::from_env).
    pub fn from_env() -> Result<Self, BuildError> {
        Self::builder().build()
    }

    /// Settings for a toolkit.
    pub fn builder() -> ClerkToolkitBuilder {
        ClerkToolkitBuilder::default()
    }

    /// The tools of the category `users`.
    pub fn users(&self) -> Vec<BoundTool> {
        self.category("users")
    }

    /// The tools of the category `organizations`.
    pub fn organizations(&self) -> Vec<BoundTool> {
        self.category("organizations")
    }

    /// The tools of the category `invitations`.
    pub fn invitations(&self) -> Vec<BoundTool> {
        self.category("invitations")
    }

    /// The offered tools of one category, in the map's order; none where there is no such category.
    pub fn category(&self, name: &str) -> Vec<BoundTool> {
        self.all_tools().into_iter().filter(|tool| tool.category() == name).collect()
    }

    /// All offered tools, in the map's order.
    pub fn all_tools(&self) -> Vec<BoundTool> {
        (0..self.inner.offers.len()).map(|position| BoundTool::new(self.clone(), position)).collect()
    }

    /// All offered tools by name.
    pub fn tool_map(&self) -> BTreeMap<&'static str, BoundTool> {
        self.all_tools().into_iter().map(|tool| (tool.name(), tool)).collect()
    }

    /// The offered tool of that name.
    pub fn tool(&self, name: &str) -> Option<BoundTool> {
        self.inner.position(name).map(|position| BoundTool::new(self.clone(), position))
    }

    /// The tools of the map that this toolkit does not offer, and why.
    pub fn hidden_tools(&self) -> &[HiddenTool] {
        &self.inner.hidden
    }

    /// The session that the toolkit acts for.
    pub fn auth_context(&self) -> Option<&AuthContext> {
        self.inner.policy.auth.as_deref()
    }

    /// Whether it offers only tools that look; see [`ClerkToolkitBuilder::read_only`].
    pub fn is_read_only(&self) -> bool {
        self.inner.policy.read_only
    }

    /// Whether a model may read and write private metadata; see [`ClerkToolkitBuilder::allow_private_metadata`].
    pub fn allows_private_metadata(&self) -> bool {
        self.inner.policy.allow_private_metadata
    }

    /// The client that tools borrow; none where no tool needed one and none was given.
    pub fn client(&self) -> Option<&ClerkClient> {
        self.inner.state.get()
    }

    /// Appends the session's claims to a system prompt, so that the model knows whom it acts for. A toolkit that acts
    /// for no session returns the prompt as it is.
    ///
    /// The claims stand as JSON inside `<session_claims>`, with `<`, `>` and `&` escaped: no claim can close the block.
    pub fn inject_session_claims(&self, prompt: &str) -> String {
        match self.auth_context() {
            Some(auth) => claims::inject(prompt, auth, &self.inner.policy),
            None => prompt.to_owned(),
        }
    }

    /// Calls a tool by name with JSON arguments, and answers its result as JSON.
    ///
    /// # Errors
    /// A [`ToolError`] that a model can act on: an unknown tool or argument, a session that does not reach so far, the
    /// deadline, or what the tool itself says, with Clerk's own code and message.
    pub async fn call(&self, name: &str, arguments: Value) -> Result<Value, ToolError> {
        let offer = pipeline::look_up(&self.inner, name)?;
        pipeline::finish(&self.inner, pipeline::admit(&self.inner, offer, arguments)?).await
    }
}

impl Inner {
    fn position(&self, name: &str) -> Option<usize> {
        let found =
            self.by_name.binary_search_by(|&position| self.offers[position].definition.name().cmp(name)).ok()?;
        Some(self.by_name[found])
    }
}

impl fmt::Debug for ClerkToolkit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |f: &mut dyn Iterator<Item = &'static str>| f.collect::<Vec<_>>();
        f.debug_struct("ClerkToolkit")
            .field("tools", &names(&mut self.inner.offers.iter().map(|offer| offer.definition.name())))
            .field("hidden", &self.inner.hidden)
            .field("policy", &self.inner.policy)
            .field("state", &self.inner.state)
            .field("deadline", &self.inner.deadline)
            .finish()
    }
}
