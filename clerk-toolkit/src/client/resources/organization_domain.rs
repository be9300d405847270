//! The domains of organizations.

use super::super::ids::{OrganizationDomainId, OrganizationId};
use super::super::times::UnixMillis;
use super::organization::PublicOrganizationData;

resource! {
    /// A domain of an organization. People with an email address of the domain can join the organization.
    OrganizationDomain as "organization_domain" {
        /// The domain's id.
        [concise] id: OrganizationDomainId,
        /// The organization.
        [concise] organization_id: OrganizationId,
        /// The domain, such as `example.com`.
        [concise] name: &str,
        /// How people with an address of the domain join: `manual_invitation`, `automatic_invitation`,
        /// `automatic_suggestion` or `enterprise_sso`.
        [concise] enrollment_mode: &str,
        /// The email address by which a member verified the domain.
        affiliation_email_address: &str,
        /// The verification by such an address.
        [concise] affiliation_verification: OrganizationDomainVerification,
        /// The verification of the ownership of the domain, by a DNS record or by an administrator of the instance.
        [concise] ownership_verification: OrganizationDomainVerification,
        /// The number of pending invitations that the domain caused.
        total_pending_invitations: i64,
        /// The number of pending suggestions that the domain caused.
        total_pending_suggestions: i64,
        /// The organization's public data; only sent in lists of all domains.
        public_organization_data: PublicOrganizationData,
        /// When it was added.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// How a domain of an organization was verified.
    OrganizationDomainVerification as "organization_domain_verification" {
        /// `unverified`, `verified`, `failed` or `expired`.
        [concise] status: &str,
        /// How it was verified, such as `affiliation_email_code`.
        [concise] strategy: &str,
        /// The number of attempts.
        attempts: i64,
        /// When the verification expires.
        expire_at: UnixMillis,
        /// When it was verified.
        verified_at: UnixMillis,
    }
}
