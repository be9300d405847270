//! The tools that exist in every version.

use clerk_toolkit::{Toolset, catalog};

/// The tools that existing prompts and evaluations depend on. The sandbox serves all of them.
///
/// Tests that expect a certain number or order of tools use this set. Tests of the whole catalog use [`catalog::ALL`].
pub const SEEDS: Toolset = catalog::ALL.select([
    "getUserId",
    "getUser",
    "getUserCount",
    "updateUser",
    "updateUserPublicMetadata",
    "updateUserUnsafeMetadata",
    "getOrganization",
    "createOrganization",
    "updateOrganization",
    "updateOrganizationMetadata",
    "deleteOrganization",
    "createOrganizationMembership",
    "updateOrganizationMembership",
    "updateOrganizationMembershipMetadata",
    "deleteOrganizationMembership",
    "createOrganizationInvitation",
    "revokeOrganizationInvitation",
    "createInvitation",
    "revokeInvitation",
]);
