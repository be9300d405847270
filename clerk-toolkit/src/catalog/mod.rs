//! The built-in tools: annotated functions, in one module per category.
//!
//! Some models must write every argument: OpenAI's SDKs can make all of them required. Such a model writes an empty text
//! for an argument that it means to leave out, so an empty id, slug, URL or user name is left out. An empty name could
//! also be meant to clear the name, so it is refused. A filter that is an empty list or a free text is refused too: Clerk
//! would ignore it and return everything. An empty id is left out there as well.
//!
//! To add a tool, write it in the module of its category and list it in the `TOOLS` at the top of that module.

pub mod api_keys;
pub mod billing;
pub mod bulk_invitations;
pub mod directories;
pub mod domains;
pub mod email_addresses;
pub mod enterprise_connections;
mod exclusions;
pub mod instance_settings;
pub mod invitations;
pub mod jwt_templates;
pub mod machines;
pub mod oauth_applications;
pub mod organization_billing;
pub mod organization_domains;
pub mod organization_members;
pub mod organization_settings;
pub mod organizations;
pub mod phone_numbers;
pub mod redirect_urls;
mod resend;
pub mod restrictions;
pub mod role_sets;
pub mod roles_and_permissions;
pub mod sessions;
pub mod sign_ups;
mod steps;
pub mod user_billing;
pub mod user_security;
pub mod user_settings;
pub mod users;
pub mod waitlist;

use crate::toolset;

pub use exclusions::EXCLUSIONS;

toolset! {
    /// The tools that a toolkit has if no others are selected: everyday work with users, organizations and invitations.
    pub const DEFAULT = [..users::TOOLS, ..organizations::TOOLS, ..invitations::TOOLS];
    /// Every built-in tool.
    pub const ALL = [
        ..DEFAULT,
        ..organization_settings::TOOLS,
        ..organization_members::TOOLS,
        ..organization_domains::TOOLS,
        ..organization_billing::TOOLS,
        ..roles_and_permissions::TOOLS,
        ..role_sets::TOOLS,
        ..bulk_invitations::TOOLS,
        ..waitlist::TOOLS,
        ..restrictions::TOOLS,
        ..email_addresses::TOOLS,
        ..phone_numbers::TOOLS,
        ..sessions::TOOLS,
        ..user_security::TOOLS,
        ..user_settings::TOOLS,
        ..user_billing::TOOLS,
        ..sign_ups::TOOLS,
        ..api_keys::TOOLS,
        ..billing::TOOLS,
        ..directories::TOOLS,
        ..domains::TOOLS,
        ..enterprise_connections::TOOLS,
        ..instance_settings::TOOLS,
        ..jwt_templates::TOOLS,
        ..machines::TOOLS,
        ..oauth_applications::TOOLS,
        ..redirect_urls::TOOLS,
    ];
}
