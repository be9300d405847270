//! What applications need to use the instance: redirect URLs, JWT templates and OAuth applications.

use serde_json::{Map, Value};

use super::super::ids::Segment;
use super::super::times::UnixMillis;

resource! {
    /// A URL to which native applications may redirect after a sign-in with OAuth.
    RedirectUrl as "redirect_url" {
        /// The redirect URL's id.
        [concise] id: Segment,
        /// The URL.
        [concise] url: &str,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// A template for custom session tokens.
    JwtTemplate as "jwt_template" {
        /// The template's id.
        [concise] id: Segment,
        /// The name by which an application requests the token.
        [concise] name: &str,
        /// The claims; values may contain shortcodes such as `{{user.id}}`.
        [customer concise] claims: &Map<String, Value>,
        /// The lifetime of a token, in seconds.
        [concise] lifetime: i64,
        /// How much clocks may differ, in seconds.
        [concise] allowed_clock_skew: i64,
        /// Whether tokens are signed with a key of the customer.
        [concise] custom_signing_key: bool,
        /// The algorithm of the signature.
        [concise] signing_algorithm: &str,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        [concise] updated_at: UnixMillis,
    }
}

resource! {
    /// An application that signs users in with this instance by OAuth.
    OAuthApplication as "oauth_application" {
        /// The application's id.
        [concise] id: Segment,
        /// The instance.
        instance_id: Segment,
        /// The name.
        [concise untrusted] name: &str,
        /// The client id of the protocol.
        [concise] client_id: &str,
        /// The home page.
        [concise untrusted] client_uri: &str,
        /// The URL of the logo.
        client_image_url: &str,
        /// Whether the application registered itself.
        [concise] dynamically_registered: bool,
        /// Whether users see a consent screen.
        [concise] consent_screen_enabled: bool,
        /// Whether PKCE is required.
        [concise] pkce_required: bool,
        /// Whether it is a public client, which has no secret.
        [concise] public: bool,
        /// The allowed scopes, separated by spaces.
        [concise] scopes: &str,
        /// Where the user may be sent back to.
        [concise untrusted] redirect_uris: Vec<&str>,
        /// The endpoint for authorization.
        authorize_url: &str,
        /// The endpoint for tokens.
        token_fetch_url: &str,
        /// The endpoint for the user's data.
        user_info_url: &str,
        /// The metadata document of the server.
        discovery_url: &str,
        /// The endpoint for introspection.
        token_introspection_url: &str,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
    also {
        [secret] client_secret,
    }
}
