//! Templates for custom session tokens.

use crate::client::{ClerkClient, DeletedObject, JwtTemplate, Metadata, Page, Result, Segment};
use crate::{clerk_tool, toolset};

toolset! {
    /// The tools for JWT templates.
    pub const TOOLS =
        [list_jwt_templates, get_jwt_template, create_jwt_template, update_jwt_template, delete_jwt_template];
}

/// List the templates from which applications request custom session tokens.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /jwt_templates")]
pub async fn list_jwt_templates(
    clerk: &ClerkClient,
    /// At most 500.
    limit: Option<u32>,
    /// How many to skip.
    offset: Option<u32>,
) -> Result<Page<JwtTemplate>>;

/// Read one JWT template: its claims, lifetime and algorithm.
#[clerk_tool(effect = read, access = instance, endpoint = "GET /jwt_templates/{template_id}")]
pub async fn get_jwt_template(
    clerk: &ClerkClient,
    /// `jtmpl_…`
    template_id: Segment,
) -> Result<JwtTemplate>;

/// Create a JWT template. The instance's own key signs its tokens.
#[clerk_tool(effect = write, access = instance, endpoint = "POST /jwt_templates")]
pub async fn create_jwt_template(
    clerk: &ClerkClient,
    /// The name by which applications request the token.
    name: String,
    /// The claims; a value may be a shortcode such as `{{user.id}}`.
    claims: Metadata,
    /// Seconds that a token lives; default 60.
    #[schemars(range(min = 30, max = 315_360_000))]
    lifetime: Option<u32>,
    /// Seconds by which clocks may differ; default 5.
    #[schemars(range(max = 300))]
    allowed_clock_skew: Option<u32>,
) -> Result<JwtTemplate>;

/// Replace a JWT template's name and claims. Read it first: claims that you leave out are removed from new tokens, which
/// can break applications that read them.
#[clerk_tool(effect = write, access = instance, idempotent, endpoint = "PATCH /jwt_templates/{template_id}")]
pub async fn update_jwt_template(
    clerk: &ClerkClient,
    /// `jtmpl_…`
    template_id: Segment,
    /// The name by which applications request the token.
    name: String,
    /// All claims.
    claims: Metadata,
    /// Seconds that a token lives.
    #[schemars(range(min = 30, max = 315_360_000))]
    lifetime: Option<u32>,
    /// Seconds by which clocks may differ.
    #[schemars(range(max = 300))]
    allowed_clock_skew: Option<u32>,
) -> Result<JwtTemplate>;

/// Delete a JWT template. Applications that request its tokens fail from then on.
#[clerk_tool(effect = destructive, access = instance, endpoint = "DELETE /jwt_templates/{template_id}")]
pub async fn delete_jwt_template(
    clerk: &ClerkClient,
    /// `jtmpl_…`
    template_id: Segment,
) -> Result<DeletedObject>;
