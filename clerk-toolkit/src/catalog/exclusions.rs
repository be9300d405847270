//! The operations of Clerk's Backend API that are no tool, with the reason.

const CREDENTIAL: &str = "It returns a credential, which a model must not read.";
const TAKES_CREDENTIAL: &str = "It takes a credential, which must not be in a conversation with a model.";
const UPLOAD: &str = "It takes a file as a multipart upload, and has no field for a URL or for the id of a file.";
const TEMPLATE: &str = "Deprecated without a successor: Clerk's dashboard edits templates.";

/// Each operation with the reason why it is no tool. A path is spelled as in the endpoint of a tool.
pub const EXCLUSIONS: &[(&str, &str)] = &[
    // Operations that return a credential.
    ("POST /actor_tokens", CREDENTIAL),
    ("POST /admin_portal_link_tokens", CREDENTIAL),
    ("POST /agents/tasks", CREDENTIAL),
    ("POST /api_keys", CREDENTIAL),
    ("GET /api_keys/{api_key_id}/secret", CREDENTIAL),
    ("POST /directories", CREDENTIAL),
    ("POST /directories/{directory_id}/rotate_api_key", CREDENTIAL),
    ("POST /enterprise_connections/{enterprise_connection_id}/test_runs", CREDENTIAL),
    ("POST /m2m_tokens", CREDENTIAL),
    ("POST /machines", CREDENTIAL),
    ("GET /machines/{machine_id}/secret_key", CREDENTIAL),
    ("POST /machines/{machine_id}/secret_key/rotate", CREDENTIAL),
    ("POST /oauth_applications", CREDENTIAL),
    ("POST /oauth_applications/{oauth_application_id}/rotate_secret", CREDENTIAL),
    ("POST /sessions/{session_id}/refresh", CREDENTIAL),
    ("POST /sessions/{session_id}/tokens", CREDENTIAL),
    ("POST /sessions/{session_id}/tokens/{template_name}", CREDENTIAL),
    ("POST /sign_in_tokens", CREDENTIAL),
    ("POST /testing_tokens", CREDENTIAL),
    ("GET /users/{user_id}/oauth_access_tokens/{provider}", CREDENTIAL),
    ("POST /webhooks/svix", CREDENTIAL),
    ("POST /webhooks/svix_url", CREDENTIAL),
    // Operations that take a credential.
    ("POST /api_keys/verify", TAKES_CREDENTIAL),
    ("POST /clients/verify", TAKES_CREDENTIAL),
    ("POST /m2m_tokens/verify", TAKES_CREDENTIAL),
    ("POST /oauth_applications/access_tokens/verify", TAKES_CREDENTIAL),
    ("POST /oauth_applications/{oauth_application_id}/revoke_token", TAKES_CREDENTIAL),
    ("POST /users/{user_id}/verify_password", TAKES_CREDENTIAL),
    // Uploads.
    ("PUT /oauth_applications/{oauth_application_id}/logo", UPLOAD),
    ("PUT /organizations/{organization_id}/logo", UPLOAD),
    ("POST /users/{user_id}/profile_image", UPLOAD),
    // Deprecated operations.
    ("PUT /beta_features/domain", "Deprecated: use `POST /instance/change_domain`."),
    ("GET /clients", "Deprecated: use `GET /sessions`."),
    (
        "GET /organizations/{organization_id}/invitations/pending",
        "Deprecated: use `GET /organizations/{organization_id}/invitations` with the status `pending`.",
    ),
    ("GET /saml_connections", "Deprecated: use `GET /enterprise_connections`."),
    ("POST /saml_connections", "Deprecated: use `POST /enterprise_connections`."),
    (
        "GET /saml_connections/{saml_connection_id}",
        "Deprecated: use `GET /enterprise_connections/{enterprise_connection_id}`.",
    ),
    (
        "PATCH /saml_connections/{saml_connection_id}",
        "Deprecated: use `PATCH /enterprise_connections/{enterprise_connection_id}`.",
    ),
    (
        "DELETE /saml_connections/{saml_connection_id}",
        "Deprecated: use `DELETE /enterprise_connections/{enterprise_connection_id}`.",
    ),
    ("GET /templates/{template_type}", TEMPLATE),
    ("GET /templates/{template_type}/{slug}", TEMPLATE),
    ("PUT /templates/{template_type}/{slug}", TEMPLATE),
    ("POST /templates/{template_type}/{slug}/preview", TEMPLATE),
    ("POST /templates/{template_type}/{slug}/revert", TEMPLATE),
    ("POST /templates/{template_type}/{slug}/toggle_delivery", TEMPLATE),
    // The older path of directories.
    ("GET /scim_directories", "The older path of `GET /directories`."),
    ("POST /scim_directories", "The older path of `POST /directories`."),
    ("GET /scim_directories/{scim_directory_id}", "The older path of `GET /directories/{directory_id}`."),
    ("PATCH /scim_directories/{scim_directory_id}", "The older path of `PATCH /directories/{directory_id}`."),
    ("DELETE /scim_directories/{scim_directory_id}", "The older path of `DELETE /directories/{directory_id}`."),
    (
        "GET /scim_directories/{scim_directory_id}/group_role_mappings",
        "The older path of `GET /directories/{directory_id}/group_role_mappings`.",
    ),
    (
        "POST /scim_directories/{scim_directory_id}/group_role_mappings",
        "The older path of `POST /directories/{directory_id}/group_role_mappings`.",
    ),
    (
        "PUT /scim_directories/{scim_directory_id}/group_role_mappings",
        "The older path of `PUT /directories/{directory_id}/group_role_mappings`.",
    ),
    (
        "DELETE /scim_directories/{scim_directory_id}/group_role_mappings/{mapping_id}",
        "The older path of `DELETE /directories/{directory_id}/group_role_mappings/{mapping_id}`.",
    ),
    (
        "POST /scim_directories/{scim_directory_id}/rotate_api_key",
        "The older path of `POST /directories/{directory_id}/rotate_api_key`.",
    ),
    // Operations for programs only.
    ("GET /jwks", "It returns the public keys with which programs verify session tokens."),
    ("GET /public/interstitial", "It returns the markup of a page that browsers load."),
];
