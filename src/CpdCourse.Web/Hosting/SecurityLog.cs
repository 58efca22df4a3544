using CpdCourse.Domain.People;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// What whoever looks after the site may have to look up later. Each event has a name and a number that never change; docs/reference/security-events.md lists
/// them. An account is named by its id and a persona by its handle, and never both in one event. No password, key, mail address or network address is among them.
/// </summary>
internal sealed partial class SecurityLog(ILoggerFactory logs)
{
    public const string Category = "CpdCourse.Security";

    private readonly ILogger log = logs.CreateLogger(Category);

    [LoggerMessage(101, LogLevel.Information, "Account {Account} signed in.")]
    public partial void SignedIn(Guid account);

    [LoggerMessage(102, LogLevel.Warning, "A sign-in went wrong, account {Account}.")]
    public partial void SignInFailed(Guid? account);

    [LoggerMessage(
        103,
        LogLevel.Warning,
        "Account {Account} has had too many wrong passwords and has to wait."
    )]
    public partial void SignInPaused(Guid account);

    [LoggerMessage(104, LogLevel.Information, "Account {Account} signed out.")]
    public partial void SignedOut(Guid account);

    [LoggerMessage(
        105,
        LogLevel.Warning,
        "A wrong password was given to confirm something, account {Account}."
    )]
    public partial void PasswordRefused(Guid account);

    [LoggerMessage(111, LogLevel.Information, "Account {Account} was opened, as {Role}.")]
    public partial void AccountOpened(Guid account, Role role);

    [LoggerMessage(112, LogLevel.Information, "The address of account {Account} was confirmed.")]
    public partial void AddressConfirmed(Guid account);

    [LoggerMessage(113, LogLevel.Warning, "Account {Account} asked for another address.")]
    public partial void AddressChangeAsked(Guid account);

    [LoggerMessage(114, LogLevel.Warning, "The address of account {Account} was changed.")]
    public partial void AddressChanged(Guid account);

    [LoggerMessage(115, LogLevel.Warning, "The password of account {Account} was changed.")]
    public partial void PasswordChanged(Guid account);

    [LoggerMessage(
        116,
        LogLevel.Warning,
        "The password of account {Account} was set anew by a mailed link."
    )]
    public partial void PasswordReset(Guid account);

    [LoggerMessage(
        117,
        LogLevel.Information,
        "Account {Account} ended its sessions on other devices."
    )]
    public partial void SessionsEnded(Guid account);

    [LoggerMessage(201, LogLevel.Information, "{Moderator} decided {Act}: {Whose}.")]
    public partial void Decided(string moderator, string act, string whose);

    [LoggerMessage(202, LogLevel.Information, "{Moderator} stopped trusting {Source}.")]
    public partial void TrustEnded(string moderator, Guid source);

    [LoggerMessage(203, LogLevel.Information, "{Organiser} opened Thing {Number}.")]
    public partial void ThingOpened(string organiser, int number);

    [LoggerMessage(204, LogLevel.Information, "{Organiser} revised Thing {Number}.")]
    public partial void ThingRevised(string organiser, int number);

    [LoggerMessage(205, LogLevel.Information, "{Organiser} decided about parked jobs: {Done}.")]
    public partial void JobsHandled(string organiser, string done);

    [LoggerMessage(
        206,
        LogLevel.Information,
        "{Organiser} decided {Act} about {Count} blogs elsewhere."
    )]
    public partial void BlogsDecided(string organiser, string act, int count);

    [LoggerMessage(301, LogLevel.Warning, "A form without our token was refused at {Page}.")]
    public partial void FormRefused(string page);

    [LoggerMessage(302, LogLevel.Warning, "Too many requests at {Page}: the limit is {Limit}.")]
    public partial void TooManyRequests(string page, string limit);

    [LoggerMessage(
        303,
        LogLevel.Warning,
        "A letter was not sent: its address got several in half an hour."
    )]
    public partial void LetterHeldBack();

    [LoggerMessage(
        304,
        LogLevel.Warning,
        "An address that strangers may not make this server ask was refused: {Host}."
    )]
    public partial void FetchRefused(string host);
}

internal static class SecurityLogging
{
    // Writes the address of every request, in its lines and around those of others; the keys of mailed links stand in some addresses.
    private const string TellsAddresses = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static void AddSecurityLog(this WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter(TellsAddresses, LogLevel.None);
        builder.Services.AddSingleton<SecurityLog>();
    }

    /// <summary>The page that a request is for, as a log may name it: by its pattern, in which nothing stands that a stranger typed.</summary>
    public static string PageInLog(this HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern }
            ? $"/{pattern.TrimStart('/')}"
            : Addresses.InLog(http.Request.Path.Value ?? "");
}
