//! From settings to a toolkit: everything that can be wrong is found here, before a model is asked.

use std::sync::Arc;
use std::time::Duration;

use super::error::BuildError;
use super::exposure::{self, ExposedTool};
use super::policy::Policy;
use super::{ClerkToolkit, Inner};
use crate::auth::AuthContext;
use crate::catalog;
use crate::client::ClerkClient;
use crate::tool::{Definition, State, Toolset};

/// Settings for a [`ClerkToolkit`].
#[derive(Debug)]
#[must_use]
pub struct ClerkToolkitBuilder {
    client: Option<ClerkClient>,
    tools: Toolset,
    policy: Policy,
    state: State,
    deadline: Duration,
}

impl Default for ClerkToolkitBuilder {
    fn default() -> Self {
        Self {
            client: None,
            tools: catalog::ALL,
            policy: Policy::default(),
            state: State::new(),
            deadline: Duration::from_secs(60),
        }
    }
}

impl ClerkToolkitBuilder {
    /// The Clerk instance. By default the environment names it.
    pub fn client(mut self, client: ClerkClient) -> Self {
        self.client = Some(client);
        self
    }

    /// The tools. By default the whole [`catalog::ALL`].
    pub fn tools(mut self, tools: Toolset) -> Self {
        self.tools = tools;
        self
    }

    /// The session to act for: `#[scoped]` arguments are bound to it, and tools that reach further are left out.
    pub fn auth_context(mut self, auth: AuthContext) -> Self {
        self.policy.auth = Some(Arc::new(auth));
        self
    }

    /// Whether to offer tools that only look. By default those that change something are offered too.
    pub fn read_only(mut self, read_only: bool) -> Self {
        self.policy.read_only = read_only;
        self
    }

    /// Whether a model may read and write private metadata. By default it is taken out of every answer, at every
    /// depth, and out of every input schema, whatever case and separators its name is written in.
    pub fn allow_private_metadata(mut self, allow: bool) -> Self {
        self.policy.allow_private_metadata = allow;
        self
    }

    /// Whether a toolkit that acts for a session also offers tools that reach the whole instance. By default not.
    pub fn allow_instance_tools(mut self, allow: bool) -> Self {
        self.policy.allow_instance_tools = allow;
        self
    }

    /// A value that tools borrow, one of each type: a tool with a parameter `&MyDatabase` needs
    /// `.state(my_database)`.
    pub fn state<T: Send + Sync + 'static>(mut self, value: T) -> Self {
        self.state.insert(value);
        self
    }

    /// How long one call may take, 60 seconds by default. It covers all of a tool's requests; each request has the
    /// client's own time limit.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// The toolkit.
    ///
    /// # Errors
    /// Where a tool borrows something that is not there, has arguments that not every provider takes, where no tool is
    /// left to offer, or where no client was given and the environment does not name an instance.
    pub fn build(self) -> Result<ClerkToolkit, BuildError> {
        let Self { client, tools, policy, mut state, deadline } = self;
        if state.get::<AuthContext>().is_some() {
            return Err(BuildError::SessionAsState);
        }
        let (offers, hidden) = exposure::sort_out(tools, &policy)?;
        if offers.is_empty() {
            return Err(BuildError::NothingOffered { hidden });
        }
        if let Some(auth) = &policy.auth {
            state.insert(AuthContext::clone(auth));
        }
        if let Some(client) = client {
            state.insert(client);
        }
        if state.get::<ClerkClient>().is_none() && needs_client(&offers) {
            state.insert(ClerkClient::from_env()?);
        }
        let missing: Vec<_> = offers.iter().flat_map(|offer| missing(offer.definition, &state)).collect();
        if !missing.is_empty() {
            return Err(BuildError::MissingState { missing });
        }
        let mut by_name: Vec<usize> = (0..offers.len()).collect();
        by_name.sort_unstable_by_key(|&position| offers[position].definition.name());
        Ok(ClerkToolkit { inner: Arc::new(Inner { offers, by_name, hidden, policy, state, deadline }) })
    }
}

fn needs_client(offers: &[ExposedTool]) -> bool {
    let mut requirements = offers.iter().flat_map(|offer| offer.definition.requirements());
    requirements.any(|requirement| requirement.is::<ClerkClient>() && !requirement.is_optional())
}

fn missing(tool: &Definition, state: &State) -> Vec<(&'static str, &'static str)> {
    let unmet = tool.requirements().iter().filter(|requirement| !state.satisfies(requirement));
    unmet.map(|requirement| (tool.name(), requirement.type_name())).collect()
}
