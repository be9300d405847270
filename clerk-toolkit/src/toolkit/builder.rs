//! From settings to a toolkit. All mistakes are found here, before a model calls a tool.

use std::any::type_name;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::budget;
use super::error::BuildError;
use super::exposure::{self, ExposedTool};
use super::policy::Policy;
use super::{ClerkToolkit, Inner};
use crate::auth::AuthContext;
use crate::client::ClerkClient;
use crate::tool::{Definition, DynamicTool, Requirement, State, Toolset};

/// Settings for a [`ClerkToolkit`].
#[derive(Debug)]
#[must_use]
pub struct ClerkToolkitBuilder {
    client: Option<ClerkClient>,
    tools: Toolset,
    dynamic_tools: Vec<DynamicTool>,
    known_tools: Toolset,
    policy: Policy,
    state: State,
    /// The first type of which a second value was passed as state.
    second_state: Option<&'static str>,
    deadline: Duration,
    output_budget: usize,
}

impl ClerkToolkitBuilder {
    /// Settings for a toolkit of these tools.
    ///
    /// If [`ClerkToolkitBuilder::tools`] then selects others, the toolkit still knows these: an error for a call of one
    /// of them says that the tool exists and is not offered.
    pub fn new(tools: Toolset) -> Self {
        Self {
            client: None,
            tools,
            dynamic_tools: Vec::new(),
            known_tools: tools,
            policy: Policy::default(),
            state: State::new(),
            second_state: None,
            deadline: Duration::from_secs(60),
            output_budget: budget::DEFAULT,
        }
    }

    /// The Clerk instance. The default is the one that the environment names.
    pub fn client(mut self, client: ClerkClient) -> Self {
        self.client = Some(client);
        self
    }

    /// The tools that are known at compile time. [`ClerkToolkit::builder`] starts with
    /// [`catalog::DEFAULT`](crate::catalog::DEFAULT); [`Toolset::EMPTY`] has no tools.
    pub fn tools(mut self, tools: Toolset) -> Self {
        self.tools = tools;
        self
    }

    /// Adds a tool that is defined at run time.
    pub fn tool(mut self, tool: DynamicTool) -> Self {
        self.dynamic_tools.push(tool);
        self
    }

    /// Adds tools that are defined at run time.
    pub fn dynamic_tools(mut self, tools: impl IntoIterator<Item = DynamicTool>) -> Self {
        self.dynamic_tools.extend(tools);
        self
    }

    /// The session to act for. The toolkit binds `#[scoped]` arguments to it, and hides tools that reach further.
    pub fn auth_context(mut self, auth: AuthContext) -> Self {
        self.policy.auth = Some(Arc::new(auth));
        self
    }

    /// Whether to offer only tools that read. The default is `false`.
    pub fn read_only(mut self, read_only: bool) -> Self {
        self.policy.read_only = read_only;
        self
    }

    /// Whether a model may read and write private metadata. The default is `false`: in every Clerk resource of an output,
    /// at every depth, a marker replaces it, and it is removed from every input schema.
    pub fn allow_private_metadata(mut self, allow: bool) -> Self {
        self.policy.allow_private_metadata = allow;
        self
    }

    /// Whether a toolkit that acts for a session also offers tools that reach the whole instance. The default is `false`.
    pub fn allow_instance_tools(mut self, allow: bool) -> Self {
        self.policy.allow_instance_tools = allow;
        self
    }

    /// Whether an output shows only those fields of a Clerk resource that a person would look at, with times as RFC 3339
    /// text. The default is `false`: a resource is shown as Clerk sends it.
    ///
    /// Items of lists and the results of writes are shorter still. A read whose output leaves fields out gets an argument
    /// `detail`, unless it has an argument of that name. `full` shows all fields that are not null. Redaction does not
    /// depend on this.
    pub fn concise(mut self, concise: bool) -> Self {
        self.policy.concise = concise;
        self
    }

    /// A value that tools borrow. A tool with a parameter `&MyDatabase` needs `.state(my_database)`.
    ///
    /// A toolkit has one value of each type. A second value of the same type is an error when the toolkit is built.
    pub fn state<T: Send + Sync + 'static>(self, value: T) -> Self {
        self.shared_state(Arc::new(value))
    }

    /// As [`state`](Self::state), for a value that the application also uses elsewhere. A tool borrows it as `&MyDatabase`,
    /// not as `&Arc<MyDatabase>`.
    pub fn shared_state<T: Send + Sync + 'static>(mut self, value: Arc<T>) -> Self {
        if self.state.insert_shared(value) {
            self.second_state.get_or_insert(type_name::<T>());
        }
        self
    }

    /// How long one call may take. The default is 60 seconds. The deadline covers all requests of a tool; each request
    /// also has the client's own time limit.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// How many bytes of JSON an output may have. The default is 40,000, and the minimum is 1024.
    ///
    /// An output that is larger is cut: lists lose their last items, and long texts lose their last part. The field
    /// `_leftOut` of the output names the omitted parts and says how to read them; if the output is a list, its last item says
    /// so.
    pub fn output_budget(mut self, bytes: usize) -> Self {
        self.output_budget = bytes.max(budget::SMALLEST);
        self
    }

    /// Builds the toolkit.
    ///
    /// # Errors
    /// See [`BuildError`].
    pub fn build(self) -> Result<ClerkToolkit, BuildError> {
        self.assemble(true)
    }

    /// Builds a toolkit that only lists its tools, for documents and requests that are sent elsewhere. It needs neither a
    /// client nor state. A call of a tool that borrows either returns `internal_error`.
    ///
    /// # Errors
    /// See [`BuildError`]. Missing state is not an error.
    pub fn build_listing(self) -> Result<ClerkToolkit, BuildError> {
        self.assemble(false)
    }

    /// Builds the toolkit, and checks that it has all state if its tools are to be called.
    fn assemble(self, is_called: bool) -> Result<ClerkToolkit, BuildError> {
        let Self {
            client,
            tools,
            dynamic_tools,
            known_tools,
            policy,
            mut state,
            second_state,
            deadline,
            output_budget,
        } = self;
        if state.get::<AuthContext>().is_some() {
            return Err(BuildError::SessionAsState);
        }
        if let Some(type_name) = second_state {
            return Err(BuildError::SecondState { type_name });
        }
        let definitions = exposure::definitions(tools, &dynamic_tools)?;
        let (tools, hidden) = exposure::sort_out(definitions, &policy)?;
        if tools.is_empty() {
            return Err(BuildError::NothingOffered { hidden });
        }
        if let Some(auth) = &policy.auth {
            state.insert(AuthContext::clone(auth));
        }
        if client.is_some_and(|client| state.insert(client)) {
            return Err(BuildError::SecondState { type_name: type_name::<ClerkClient>() });
        }
        if is_called && state.get::<ClerkClient>().is_none() && needs_client(&tools) {
            state.insert(ClerkClient::from_env()?);
        }
        let missing: Vec<_> = tools.iter().flat_map(|tool| missing(&tool.definition, &state)).collect();
        if is_called && !missing.is_empty() {
            let requirements = tools.iter().flat_map(|tool| tool.definition.requirements());
            let is_in_arc = |needed: &&Requirement| !state.satisfies(needed) && state.has_arc_of(needed);
            let mut in_arc: Vec<_> = requirements.filter(is_in_arc).map(Requirement::type_name).collect();
            in_arc.sort_unstable();
            in_arc.dedup();
            return Err(BuildError::MissingState { missing, in_arc });
        }
        let by_name = exposure::by_name(&tools);
        let scanner = state.get().map(ClerkClient::scanner).unwrap_or_default();
        let inner = Inner {
            tools,
            by_name,
            hidden,
            known_tools,
            policy,
            state,
            scanner,
            deadline,
            output_budget,
            discovers: None,
            index: OnceLock::new(),
        };
        Ok(ClerkToolkit { inner: Arc::new(inner) })
    }
}

fn needs_client(tools: &[ExposedTool]) -> bool {
    let mut requirements = tools.iter().flat_map(|tool| tool.definition.requirements());
    requirements.any(|requirement| requirement.is::<ClerkClient>() && !requirement.is_optional())
}

fn missing(tool: &Definition, state: &State) -> Vec<(String, &'static str)> {
    let unmet = tool.requirements().iter().filter(|requirement| !state.satisfies(requirement));
    unmet.map(|requirement| (tool.name().to_owned(), requirement.type_name())).collect()
}
