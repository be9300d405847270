//! URLs to which native applications may redirect after a sign-in.

use crate::client::{ClerkClient, DeletedObject, Page, RedirectUrl, Result, Segment};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for redirect URLs.
    pub const TOOLS = [list_redirect_urls, get_redirect_url, create_redirect_url, delete_redirect_url];
}

/// List the URLs to which native applications may redirect after a sign-in with OAuth.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /redirect_urls")]
pub async fn list_redirect_urls(
    clerk: &ClerkClient,
    /// At most 500.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<RedirectUrl>>;

/// Read one redirect URL by its id.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /redirect_urls/{redirect_url_id}")]
pub async fn get_redirect_url(
    clerk: &ClerkClient,
    /// `ru_…`
    redirect_url_id: Segment,
) -> Result<RedirectUrl>;

/// Allow native applications to redirect to a URL after a sign-in. Anyone who controls the URL can receive sign-ins, so
/// add only URLs of your own application.
#[clerk_tool(effect = write, access = instance, endpoint = "POST /redirect_urls")]
pub async fn create_redirect_url(
    clerk: &ClerkClient,
    /// With `https://` or a scheme of the application, such as `my-app://callback`.
    url: String,
) -> Result<RedirectUrl>;

/// Remove a redirect URL. Sign-ins of applications that use it fail from then on.
#[clerk_tool(effect = destructive, access = instance, endpoint = "DELETE /redirect_urls/{redirect_url_id}")]
pub async fn delete_redirect_url(
    clerk: &ClerkClient,
    /// `ru_…`
    redirect_url_id: Segment,
) -> Result<DeletedObject>;
