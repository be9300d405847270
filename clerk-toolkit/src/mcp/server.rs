//! The server: what it answers to each request of the protocol.

use std::fmt;
use std::sync::Arc;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CustomRequest, CustomResult, DiscoverResult, ErrorCode, Implementation,
    InitializeRequestParams, InitializeResult, InitializeResultMethod, ListToolsResult, PaginatedRequestParams,
    ProtocolVersion, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use super::{call_result, definitions, instructions};
use crate::toolkit::ClerkToolkit;

/// How many calls run at a time unless [`ClerkMcpServer::max_concurrent_calls`] says otherwise.
const MAX_CONCURRENT_CALLS: usize = 32;

/// An MCP server that offers what a [`ClerkToolkit`] offers. Cloning is cheap, and clones share everything.
///
/// It is a [`ServerHandler`] of [`rmcp`], and can be served on any of that crate's transports too; [`serve`](super::serve)
/// and its siblings are what this crate's promises on malformed input hold for.
#[derive(Clone)]
pub struct ClerkMcpServer {
    inner: Arc<Inner>,
    /// Stops the calls that run.
    ending: CancellationToken,
}

struct Inner {
    toolkit: ClerkToolkit,
    info: ServerConfig,
    tools: Vec<Tool>,
    calls: Semaphore,
    call_limit: usize,
}

impl ClerkMcpServer {
    /// A server of the toolkit's tools.
    pub fn new(toolkit: ClerkToolkit) -> Self {
        Self::build(toolkit, MAX_CONCURRENT_CALLS)
    }

    /// How many calls may run at a time, over all connections; 32 by default, and at least 1. Further ones wait for
    /// their turn, in the order in which they came.
    ///
    /// Every call needs a connection to Clerk of its own while it runs, and all of them count against the instance's
    /// rate limit: a client that sends thousands at once would otherwise use up both. Set it before the server is
    /// served or cloned.
    #[must_use]
    pub fn max_concurrent_calls(self, calls: usize) -> Self {
        Self::build(self.inner.toolkit.clone(), calls.max(1))
    }

    fn build(toolkit: ClerkToolkit, calls: usize) -> Self {
        let info = ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(
                Implementation::new("clerk-toolkit", env!("CARGO_PKG_VERSION"))
                    .with_title("Clerk")
                    .with_description("Users, organizations and invitations of a Clerk instance."),
            )
            .with_instructions(instructions::of(&toolkit));
        let tools = definitions::of(&toolkit);
        let call_limit = calls.min(Semaphore::MAX_PERMITS);
        let calls = Semaphore::new(call_limit);
        let inner = Arc::new(Inner { toolkit, info, tools, calls, call_limit });
        Self { inner, ending: CancellationToken::new() }
    }

    /// The same server, for a connection whose calls are stopped by that token.
    pub(super) fn until(&self, ending: CancellationToken) -> Self {
        Self { inner: Arc::clone(&self.inner), ending }
    }

    /// How many calls may run at a time.
    pub(super) fn call_limit(&self) -> usize {
        self.inner.call_limit
    }

    /// The toolkit behind it.
    pub fn toolkit(&self) -> &ClerkToolkit {
        &self.inner.toolkit
    }

    /// What a model is told about this server: the instance, the tools' categories and effects, and whom they act for.
    pub fn instructions(&self) -> &str {
        self.inner.info.instructions.as_deref().unwrap_or_default()
    }
}

impl ServerHandler for ClerkMcpServer {
    fn get_info(&self) -> ServerConfig {
        self.inner.info.clone()
    }

    /// Agrees on a revision, and remembers that one rather than the one that the client asked for.
    async fn initialize(
        &self,
        request: InitializeRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<InitializeResult, ErrorData> {
        if names_revision_without_handshake(&context) {
            return Err(ErrorData::method_not_found::<InitializeResultMethod>());
        }
        let result = self.negotiate_initialize(&request)?;
        let mut peer = request;
        peer.protocol_version = result.protocol_version.clone();
        context.peer.set_peer_info(peer);
        Ok(result)
    }

    async fn discover(&self, _: RequestContext<RoleServer>) -> Result<DiscoverResult, ErrorData> {
        let versions = self.supported_protocol_versions().into_owned();
        Ok(DiscoverResult::from_server_info(versions, self.get_info())
            .with_ttl_ms(definitions::TTL_MS)
            .with_cache_scope(definitions::SCOPE))
    }

    async fn list_tools(
        &self,
        request: Option<PaginatedRequestParams>,
        context: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        if request.is_some_and(|request| request.cursor.is_some()) {
            return Err(ErrorData::invalid_params("The list has one page: leave `cursor` out.", None));
        }
        Ok(definitions::list(&self.inner.tools, &revision(&context)?))
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        self.inner.tools.iter().find(|tool| tool.name == name).cloned()
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let revision = revision(&context)?;
        let Inner { toolkit, calls, .. } = &*self.inner;
        let arguments = Value::Object(request.arguments.unwrap_or_default());
        let Some(tool) = toolkit.tool(&request.name) else {
            return match toolkit.call(&request.name, arguments).await {
                Err(error) => Err(call_result::not_offered(&error)),
                Ok(answer) => Ok(call_result::result(Ok(answer), &revision).into()),
            };
        };
        let run = async {
            // The semaphore is never closed; without a turn the call would run all the same.
            let _turn = calls.acquire().await;
            tool.call(arguments).await
        };
        // Dropping the call stops its request. The client reads no answer to what it has cancelled, or left behind.
        tokio::select! {
            outcome = run => Ok(call_result::result(outcome, &revision).into()),
            () = context.ct.cancelled() => Err(ErrorData::internal_error("The call was cancelled.", None)),
            () = self.ending.cancelled() => Err(ErrorData::internal_error("The server has ended.", None)),
        }
    }

    /// Requests that are none of the protocol's, and those whose parameters are not their method's.
    async fn on_custom_request(
        &self,
        request: CustomRequest,
        context: RequestContext<RoleServer>,
    ) -> Result<CustomResult, ErrorData> {
        let CustomRequest { method, .. } = request;
        let gone = method == "initialize" && names_revision_without_handshake(&context);
        Err(match METHODS.iter().find(|(name, _)| *name == method && !gone) {
            Some((_, expected)) => ErrorData::invalid_params(
                format!("The parameters are not those of `{method}`: expected {expected}."),
                None,
            ),
            None => ErrorData::new(ErrorCode::METHOD_NOT_FOUND, method, None),
        })
    }
}

/// The methods that are answered here, with their parameters.
const METHODS: [(&str, &str); 5] = [
    (
        "initialize",
        "`protocolVersion` (a string), `capabilities` (an object) and `clientInfo` (an object with `name` and `version`)",
    ),
    ("server/discover", "none but `_meta`, an object"),
    ("ping", "none but `_meta`, an object"),
    ("tools/list", "an object, with `cursor` (a string) if anything"),
    ("tools/call", "an object with `name` (a string) and `arguments` (an object, or left out)"),
];

/// The revision that the request is to be read and answered in.
///
/// # Errors
/// Where neither the request names one nor a handshake has agreed on one.
fn revision(context: &RequestContext<RoleServer>) -> Result<ProtocolVersion, ErrorData> {
    context.protocol_version().ok_or_else(|| {
        ErrorData::invalid_request(
            "No protocol version has been agreed on: send `initialize` first, or, from the revision 2026-07-28 on, name \
             it in the request's `_meta`.",
            None,
        )
    })
}

/// Whether the request itself says that it is of a revision that has no `initialize` any more.
fn names_revision_without_handshake(context: &RequestContext<RoleServer>) -> bool {
    context.meta.protocol_version().is_some_and(|revision| !revision.has_initialize())
}

impl fmt::Debug for ClerkMcpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClerkMcpServer").field("toolkit", &self.inner.toolkit).finish_non_exhaustive()
    }
}
