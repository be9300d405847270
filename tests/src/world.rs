//! A sandbox, a toolkit on it, and a way to read the sandbox without the toolkit.

use clerk_toolkit::sandbox::{RecordedRequest, Sandbox, demo};
use clerk_toolkit::toolkit::ClerkToolkitBuilder;
use clerk_toolkit::{ActiveOrganization, AuthContext, ClerkClient, ClerkToolkit, ToolError};
use reqwest::Client;
use serde_json::Value;

use crate::SEEDS;

/// A separate Clerk instance for one test, with the demo data and a toolkit.
pub struct World {
    /// The Clerk instance.
    pub sandbox: Sandbox,
    /// The toolkit under test.
    pub toolkit: ClerkToolkit,
    http: Client,
}

impl World {
    /// Starts with a toolkit of the tools in [`SEEDS`] that has the default settings.
    pub async fn start() -> Self {
        Self::with(|toolkit| toolkit).await
    }

    /// Starts with a toolkit that acts for a session.
    pub async fn scoped(auth: AuthContext) -> Self {
        Self::with(|toolkit| toolkit.auth_context(auth)).await
    }

    /// Starts with a toolkit that has other settings.
    pub async fn with(settings: impl FnOnce(ClerkToolkitBuilder) -> ClerkToolkitBuilder) -> Self {
        let sandbox = Sandbox::start().await.expect("the sandbox starts");
        let toolkit = settings(ClerkToolkit::builder().client(client(&sandbox)).tools(SEEDS))
            .build()
            .expect("the toolkit is valid");
        let http = Client::builder().no_proxy().build().expect("the HTTP client is valid");
        Self { sandbox, toolkit, http }
    }

    /// A client for the instance.
    pub fn client(&self) -> ClerkClient {
        client(&self.sandbox)
    }

    /// Calls a tool and returns its output. Panics if it fails.
    pub async fn call_ok(&self, tool: &str, arguments: Value) -> Value {
        match self.toolkit.call(tool, arguments.clone()).await {
            Ok(output) => output,
            Err(error) => panic!("{tool} {arguments} failed: {error}"),
        }
    }

    /// Calls a tool and returns its error. Panics if it succeeds.
    pub async fn call_err(&self, tool: &str, arguments: Value) -> ToolError {
        match self.toolkit.call(tool, arguments.clone()).await {
            Ok(output) => panic!("{tool} {arguments} succeeded: {output}"),
            Err(error) => error,
        }
    }

    /// Asserts that a call fails with this code and sends no request.
    pub async fn refused(&self, tool: &str, arguments: Value, code: &str) -> ToolError {
        self.sandbox.clear_requests();
        let error = self.call_err(tool, arguments.clone()).await;
        assert_eq!(error.code(), code, "{tool} {arguments}: {error}");
        assert_eq!(self.sandbox.requests(), [], "{tool} {arguments}");
        error
    }

    /// Reads a path below `/v1` with plain HTTP: the status and the body.
    pub async fn look(&self, path: &str) -> (u16, Value) {
        let url = format!("{}/v1{path}", self.sandbox.url());
        let response =
            self.http.get(url).bearer_auth(self.sandbox.secret_key()).send().await.expect("the sandbox responds");
        (response.status().as_u16(), response.json().await.expect("the body is JSON"))
    }

    /// [`World::look`] that panics unless the status is 200.
    pub async fn read(&self, path: &str) -> Value {
        let (status, body) = self.look(path).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// Reads a user's membership in an organization with plain HTTP.
    pub async fn membership(&self, organization: &str, user: &str) -> Option<Value> {
        let list = self.read(&format!("/organizations/{organization}/memberships?limit=100")).await;
        let rows = list["data"].as_array().expect("the response is a list");
        rows.iter().find(|row| row["public_user_data"]["user_id"] == user).cloned()
    }

    /// The only request since the log was cleared. Panics if there are more or none.
    pub fn only_request(&self) -> RecordedRequest {
        let requests = self.sandbox.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.into_iter().next().expect("there is one request")
    }
}

fn client(sandbox: &Sandbox) -> ClerkClient {
    ClerkClient::builder().secret_key(sandbox.secret_key()).api_url(sandbox.url()).build().expect("the client is valid")
}

/// A session of a demo user, without an active organization.
pub fn acting_for(user: &str) -> AuthContext {
    AuthContext::new(user.parse().expect("the user id is valid"))
}

/// Ada's session in Acme, where she has every system permission.
pub fn admin_of_acme() -> AuthContext {
    let acme = ActiveOrganization::new(demo::ACME.parse().expect("the id is valid"))
        .with_role("org:admin")
        .with_permissions([
            "org:sys_profile:manage",
            "org:sys_profile:delete",
            "org:sys_memberships:read",
            "org:sys_memberships:manage",
        ]);
    acting_for(demo::ADA).with_organization(acme)
}

/// Grace's session in Acme, where she can only read.
pub fn member_of_acme() -> AuthContext {
    let acme = ActiveOrganization::new(demo::ACME.parse().expect("the id is valid"))
        .with_role("org:member")
        .with_permissions(["org:sys_memberships:read"]);
    acting_for(demo::GRACE).with_organization(acme)
}
