//! A sandbox, a toolkit on it, and a reader that does not go through the toolkit.

use clerk_toolkit::sandbox::{RecordedRequest, Sandbox, demo};
use clerk_toolkit::toolkit::ClerkToolkitBuilder;
use clerk_toolkit::{ActiveOrganization, AuthContext, ClerkClient, ClerkToolkit, ToolError};
use reqwest::Client;
use serde_json::Value;

/// One test's own Clerk instance with the demo data, and a toolkit on it.
pub struct World {
    /// The instance.
    pub sandbox: Sandbox,
    /// The toolkit under test.
    pub toolkit: ClerkToolkit,
    http: Client,
}

impl World {
    /// A toolkit with every setting at its default.
    pub async fn start() -> Self {
        Self::with(|toolkit| toolkit).await
    }

    /// A toolkit that acts for a session.
    pub async fn scoped(auth: AuthContext) -> Self {
        Self::with(|toolkit| toolkit.auth_context(auth)).await
    }

    /// A toolkit with further settings.
    pub async fn with(settings: impl FnOnce(ClerkToolkitBuilder) -> ClerkToolkitBuilder) -> Self {
        let sandbox = Sandbox::start().await.expect("a sandbox");
        let toolkit = settings(ClerkToolkit::builder().client(client(&sandbox))).build().expect("a toolkit");
        let http = Client::builder().no_proxy().build().expect("an HTTP client");
        Self { sandbox, toolkit, http }
    }

    /// A client of the instance.
    pub fn client(&self) -> ClerkClient {
        client(&self.sandbox)
    }

    /// Calls a tool that must succeed.
    pub async fn call_ok(&self, tool: &str, arguments: Value) -> Value {
        match self.toolkit.call(tool, arguments.clone()).await {
            Ok(answer) => answer,
            Err(error) => panic!("{tool} {arguments}: {error}"),
        }
    }

    /// Calls a tool that must fail.
    pub async fn call_err(&self, tool: &str, arguments: Value) -> ToolError {
        match self.toolkit.call(tool, arguments.clone()).await {
            Ok(answer) => panic!("{tool} {arguments} was answered: {answer}"),
            Err(error) => error,
        }
    }

    /// Asserts that a call is refused with this code and that no request left for it.
    pub async fn refused(&self, tool: &str, arguments: Value, code: &str) -> ToolError {
        self.sandbox.clear_requests();
        let error = self.call_err(tool, arguments.clone()).await;
        assert_eq!(error.code(), code, "{tool} {arguments}: {error}");
        assert_eq!(self.sandbox.requests(), [], "{tool} {arguments}");
        error
    }

    /// Reads a path below `/v1` with plain HTTP, as somebody who knows nothing of the toolkit.
    pub async fn look(&self, path: &str) -> (u16, Value) {
        let url = format!("{}/v1{path}", self.sandbox.url());
        let response = self.http.get(url).bearer_auth(self.sandbox.secret_key()).send().await.expect("an answer");
        (response.status().as_u16(), response.json().await.expect("JSON"))
    }

    /// [`World::look`] at what must be there.
    pub async fn read(&self, path: &str) -> Value {
        let (status, body) = self.look(path).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// A user's membership in an organization, read with plain HTTP.
    pub async fn membership(&self, organization: &str, user: &str) -> Option<Value> {
        let list = self.read(&format!("/organizations/{organization}/memberships?limit=100")).await;
        let rows = list["data"].as_array().expect("a list");
        rows.iter().find(|row| row["public_user_data"]["user_id"] == user).cloned()
    }

    /// The only request since the log was cleared.
    pub fn only_request(&self) -> RecordedRequest {
        let requests = self.sandbox.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.into_iter().next().expect("one request")
    }
}

fn client(sandbox: &Sandbox) -> ClerkClient {
    ClerkClient::builder().secret_key(sandbox.secret_key()).api_url(sandbox.url()).build().expect("a client")
}

/// The session of a demo user without an active organization.
pub fn acting_for(user: &str) -> AuthContext {
    AuthContext::new(user.parse().expect("a user id"))
}

/// Ada's session in Acme, where she holds every system permission.
pub fn admin_of_acme() -> AuthContext {
    let acme = ActiveOrganization::new(demo::ACME.parse().expect("an id")).with_role("org:admin").with_permissions([
        "org:sys_profile:manage",
        "org:sys_profile:delete",
        "org:sys_memberships:read",
        "org:sys_memberships:manage",
    ]);
    acting_for(demo::ADA).with_organization(acme)
}

/// Grace's session in Acme, where she may only look.
pub fn member_of_acme() -> AuthContext {
    let acme = ActiveOrganization::new(demo::ACME.parse().expect("an id"))
        .with_role("org:member")
        .with_permissions(["org:sys_memberships:read"]);
    acting_for(demo::GRACE).with_organization(acme)
}
