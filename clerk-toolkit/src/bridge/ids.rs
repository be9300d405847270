//! Clerk's ids as types of arguments.

use crate::client::{
    AllowlistIdentifierId, BlocklistIdentifierId, ClientId, EmailAddressId, ExternalAccountId, ImageId, InvitationId,
    OrganizationDomainId, OrganizationId, OrganizationInvitationId, OrganizationMembershipId, OrganizationRef,
    OrganizationSlug, PasskeyId, PermissionId, PhoneNumberId, RoleId, Segment, SessionId, SignInTokenId, SignUpId,
    UserId, VerificationId, Web3WalletId,
};
use crate::tool::__private::ArgumentType;

macro_rules! argument_types {
    ($($id:ident)+) => {$(impl ArgumentType for $id {})+};
}

argument_types! {
    UserId OrganizationId InvitationId OrganizationInvitationId OrganizationMembershipId SessionId EmailAddressId
    PhoneNumberId Web3WalletId ImageId OrganizationSlug OrganizationRef Segment
    ClientId SignUpId SignInTokenId ExternalAccountId PasskeyId VerificationId
    OrganizationDomainId RoleId PermissionId AllowlistIdentifierId BlocklistIdentifierId
}
