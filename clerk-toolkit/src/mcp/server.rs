//! The server: its response to each request of the protocol.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CustomRequest, CustomResult, DiscoverResult, ErrorCode,
    InitializeRequestParams, InitializeResult, InitializeResultMethod, ListToolsResult, PaginatedRequestParams,
    ProtocolVersion, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde_json::Value;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio_util::sync::CancellationToken;

use super::{ClerkMcpServerBuilder, call_result, definitions, log};
use crate::tool::ToolError;
use crate::toolkit::ClerkToolkit;

/// An MCP server for the tools of a [`ClerkToolkit`]. Cloning is cheap, and clones share everything.
///
/// It implements [`rmcp`]'s [`ServerHandler`], so that crate's transports can serve it too. What this crate documents
/// about malformed input holds only for [`serve`](super::serve), [`serve_stdio`](super::serve_stdio),
/// [`HttpServer`](super::HttpServer) and [`http_service`](super::http_service).
#[derive(Clone)]
pub struct ClerkMcpServer {
    inner: Arc<Inner>,
    /// Stops the running calls.
    stop: CancellationToken,
    /// How long a call may wait for other calls to end.
    queue_timeout: Option<Duration>,
}

struct Inner {
    toolkit: ClerkToolkit,
    info: ServerConfig,
    tools: Vec<Tool>,
    calls: Semaphore,
    max_concurrent_calls: usize,
}

impl ClerkMcpServer {
    /// A server for the toolkit's tools, with the default settings.
    pub fn new(toolkit: ClerkToolkit) -> Self {
        Self::builder(toolkit).build()
    }

    /// A builder for a server with other settings: its name, instructions and number of concurrent calls.
    pub fn builder(toolkit: ClerkToolkit) -> ClerkMcpServerBuilder {
        ClerkMcpServerBuilder::new(toolkit)
    }

    pub(super) fn from_parts(
        toolkit: ClerkToolkit,
        info: ServerConfig,
        tools: Vec<Tool>,
        max_concurrent_calls: usize,
    ) -> Self {
        let max_concurrent_calls = max_concurrent_calls.clamp(1, Semaphore::MAX_PERMITS);
        let calls = Semaphore::new(max_concurrent_calls);
        let inner = Arc::new(Inner { toolkit, info, tools, calls, max_concurrent_calls });
        Self { inner, stop: CancellationToken::new(), queue_timeout: None }
    }

    /// The same server, for one connection. The token stops that connection's calls.
    pub(super) fn with_stop(&self, stop: CancellationToken) -> Self {
        Self { stop, ..self.clone() }
    }

    /// The same server with a limit on the time that a call waits for other calls to end.
    pub(super) fn with_queue_timeout(self, timeout: Duration) -> Self {
        Self { queue_timeout: Some(timeout), ..self }
    }

    /// How many calls may run at a time.
    pub(super) fn max_concurrent_calls(&self) -> usize {
        self.inner.max_concurrent_calls
    }

    /// Waits until fewer than the maximum number of calls run.
    ///
    /// # Errors
    /// If that takes longer than the queue's time limit.
    async fn wait_for_other_calls(&self) -> Result<SemaphorePermit<'_>, ToolError> {
        let permit = self.inner.calls.acquire();
        let permit = match self.queue_timeout {
            Some(timeout) => tokio::time::timeout(timeout, permit).await.map_err(|_| busy())?,
            None => permit.await,
        };
        Ok(permit.expect("nothing closes the semaphore"))
    }

    /// The server's toolkit.
    pub fn toolkit(&self) -> &ClerkToolkit {
        &self.inner.toolkit
    }

    /// What a model reads about this server; see [`ClerkMcpServerBuilder::instructions`].
    pub fn instructions(&self) -> &str {
        self.inner.info.instructions.as_deref().unwrap_or_default()
    }
}

impl ServerHandler for ClerkMcpServer {
    fn get_info(&self) -> ServerConfig {
        self.inner.info.clone()
    }

    /// Agrees on a revision and remembers it instead of the one that the client requested.
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
            return Err(ErrorData::invalid_params("The list has one page. Leave out `cursor`.", None));
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
        let toolkit = &self.inner.toolkit;
        let arguments = Value::Object(request.arguments.unwrap_or_default());
        let tool = toolkit.require(&request.name).map_err(|error| call_result::not_offered(&error))?;
        let reached = tool.reached(&arguments);
        let run = async {
            let _permit = self.wait_for_other_calls().await?;
            tool.call_with_report(arguments).await
        };
        // Dropping `run` stops its request. The client ignores the response to a call that it has cancelled.
        tokio::select! {
            outcome = run => {
                if let Err(error) = &outcome {
                    log::failure(reached.as_ref().unwrap_or(&tool), error, toolkit.client());
                }
                Ok(call_result::result(outcome, &revision).into())
            }
            () = context.ct.cancelled() => Err(ErrorData::internal_error("The call was cancelled.", None)),
            () = self.stop.cancelled() => Err(ErrorData::internal_error("The server is shutting down.", None)),
        }
    }

    /// Handles requests with an unknown method, and requests whose parameters do not fit their method.
    async fn on_custom_request(
        &self,
        request: CustomRequest,
        context: RequestContext<RoleServer>,
    ) -> Result<CustomResult, ErrorData> {
        let CustomRequest { method, .. } = request;
        let is_removed = method == "initialize" && names_revision_without_handshake(&context);
        Err(match METHODS.iter().find(|(name, _)| *name == method && !is_removed) {
            Some((_, expected)) => {
                ErrorData::invalid_params(format!("Invalid parameters for `{method}`: expected {expected}."), None)
            }
            None => ErrorData::new(ErrorCode::METHOD_NOT_FOUND, method, None),
        })
    }
}

/// The error of a call that waited too long for other calls.
fn busy() -> ToolError {
    ToolError::new("server_busy", "The server runs too many other calls. This call did not start.")
        .with_hint("Try again later.")
        .retryable(None)
}

/// The supported methods and their parameters.
const METHODS: [(&str, &str); 5] = [
    (
        "initialize",
        "`protocolVersion` (a string), `capabilities` (an object) and `clientInfo` (an object with `name` and `version`)",
    ),
    ("server/discover", "nothing, or `_meta` (an object)"),
    ("ping", "nothing, or `_meta` (an object)"),
    ("tools/list", "nothing, or an object with `cursor` (a string)"),
    ("tools/call", "an object with `name` (a string) and optionally `arguments` (an object)"),
];

/// The protocol revision of a request.
///
/// # Errors
/// If the request does not name a revision and no handshake has agreed on one.
fn revision(context: &RequestContext<RoleServer>) -> Result<ProtocolVersion, ErrorData> {
    context.protocol_version().ok_or_else(|| {
        ErrorData::invalid_request(
            "The protocol version is unknown. Send `initialize` first. With revision 2026-07-28 or later, name the \
             version in the request's `_meta` instead.",
            None,
        )
    })
}

/// Whether the request names a revision that no longer has `initialize`.
fn names_revision_without_handshake(context: &RequestContext<RoleServer>) -> bool {
    context.meta.protocol_version().is_some_and(|revision| !revision.has_initialize())
}

impl fmt::Debug for ClerkMcpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClerkMcpServer").field("toolkit", &self.inner.toolkit).finish_non_exhaustive()
    }
}
