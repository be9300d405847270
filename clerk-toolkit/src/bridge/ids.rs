//! Clerk's ids as types of arguments.

use crate::client::{
    AllowlistIdentifierId, BlocklistIdentifierId, EmailAddressId, ImageId, InvitationId, OrganizationDomainId,
    OrganizationId, OrganizationInvitationId, OrganizationMembershipId, OrganizationRef, OrganizationSlug,
    PermissionId, PhoneNumberId, RoleId, Segment, SessionId, UserId, Web3WalletId,
};
use crate::tool::__private::ArgumentType;

macro_rules! argument_types {
    ($($id:ident)+) => {$(impl ArgumentType for $id {})+};
}

argument_types! {
    UserId OrganizationId InvitationId OrganizationInvitationId OrganizationMembershipId SessionId EmailAddressId
    PhoneNumberId Web3WalletId ImageId OrganizationSlug OrganizationRef Segment
    OrganizationDomainId RoleId PermissionId AllowlistIdentifierId BlocklistIdentifierId
}
