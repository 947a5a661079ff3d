-- The sign-in library's own tables (better-auth with organisations and API keys), in a schema of their own.
CREATE SCHEMA auth;
create table auth."user" ("id" text not null primary key, "name" text not null,
  "email" text not null unique, "emailVerified" boolean not null,
  "image" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
create table auth."session" ("id" text not null primary key, "expiresAt" timestamptz not null,
  "token" text not null unique, "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text, "userAgent" text, "userId" text not null references auth."user" ("id") on delete cascade, "activeOrganizationId" text);
create table auth."account" ("id" text not null primary key, "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz not null);
create table auth."verification" ("id" text not null primary key, "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
create table auth."organization" ("id" text not null primary key, "name" text not null,
  "slug" text not null unique, "logo" text, "createdAt" timestamptz not null,
  "metadata" text);
create table auth."member" ("id" text not null primary key, "organizationId" text not null references auth."organization" ("id") on delete cascade, "userId" text not null references auth."user" ("id") on delete cascade, "role" text not null,
  "createdAt" timestamptz not null);
create table auth."invitation" ("id" text not null primary key, "organizationId" text not null references auth."organization" ("id") on delete cascade, "email" text not null,
  "role" text, "status" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "inviterId" text not null references auth."user" ("id") on delete cascade);
create table auth."apikey" ("id" text not null primary key, "configId" text not null,
  "name" text, "start" text, "referenceId" text not null,
  "prefix" text, "key" text not null,
  "refillInterval" integer, "refillAmount" integer, "lastRefillAt" timestamptz, "enabled" boolean, "rateLimitEnabled" boolean, "rateLimitTimeWindow" integer, "rateLimitMax" integer, "requestCount" integer, "remaining" integer, "lastRequest" timestamptz, "expiresAt" timestamptz, "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null,
  "permissions" text, "metadata" text);
create index "session_userId_idx" on auth."session" ("userId");
create index "account_userId_idx" on auth."account" ("userId");
create index "verification_identifier_idx" on auth."verification" ("identifier");
create index "member_organizationId_idx" on auth."member" ("organizationId");
create index "member_userId_idx" on auth."member" ("userId");
create index "invitation_organizationId_idx" on auth."invitation" ("organizationId");
create index "invitation_email_idx" on auth."invitation" ("email");
create index "apikey_configId_idx" on auth."apikey" ("configId");
create index "apikey_referenceId_idx" on auth."apikey" ("referenceId");
create index "apikey_key_idx" on auth."apikey" ("key");
