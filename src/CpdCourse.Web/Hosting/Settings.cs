using System.ComponentModel.DataAnnotations;
using CpdCourse.Linking;

namespace CpdCourse.Web.Hosting;

/// <summary>Where everything is kept: database, media, keys, mail.</summary>
internal sealed class DataSettings
{
    [Required(ErrorMessage = "Data:Folder must name a folder.")]
    public string Folder { get; set; } = "data";

    public string In(string name) => Path.Combine(Path.GetFullPath(Folder), name);
}

internal enum DatabaseProvider
{
    Sqlite = 0,
    Postgres = 1,
}

internal sealed class DatabaseSettings
{
    [EnumDataType(
        typeof(DatabaseProvider),
        ErrorMessage = "Database:Provider must be Sqlite or Postgres."
    )]
    public DatabaseProvider Provider { get; set; }
}

internal sealed class SiteSettings
{
    /// <summary>The public address. Links in mail, feeds and pings are made from it, never from a request's Host header.</summary>
    [Url(ErrorMessage = "Site:BaseUrl must be a whole address such as https://course.example.")]
    [Required(
        ErrorMessage = "Site:BaseUrl must be a whole address such as https://course.example."
    )]
    public string BaseUrl { get; set; } = "http://localhost:5023";

    /// <summary>Web servers in front, as addresses or in CIDR form: what they say of a request's origin is believed.</summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>How long the program goes on answering once it was told to stop, while <c>/readyz</c> says so.</summary>
    [Range(0, 300, ErrorMessage = "Site:DrainSeconds must be from 0 to 300.")]
    public int DrainSeconds { get; set; }

    public Uri Base => new(BaseUrl.TrimEnd('/') + "/");

    /// <summary>The absolute form of a local path that begins with a slash.</summary>
    public Uri Absolute(string path) => new(Base, path);
}

internal sealed class MailSettings
{
    /// <summary>SMTP server; empty writes .eml files into the data folder instead.</summary>
    public string Host { get; set; } = "";

    public bool IsSetUp => Host.Length > 0;

    [Range(1, 65535, ErrorMessage = "Mail:Port must be a number from 1 to 65535.")]
    public int Port { get; set; } = 587;

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    public bool StartTls { get; set; } = true;

    [EmailAddress(ErrorMessage = "Mail:From must be an e-mail address.")]
    public string From { get; set; } = "course@localhost.localdomain";
}

internal sealed class OutboundSettings
{
    /// <summary>CIDR ranges of private networks that may be fetched from; for closed networks and tests.</summary>
    public string[] AllowPrivateNetworks { get; set; } = [];

    public int[] AllowedPorts { get; set; } = [80, 443, 8080, 8443];
}

internal enum LinkModeration
{
    FirstTime = 0,
    None = 1,
    All = 2,
}

internal sealed class LinkingSettings
{
    public DirectionSettings Trackback { get; set; } = new();

    public DirectionSettings Pingback { get; set; } = new();

    public DirectionSettings Webmention { get; set; } = new();

    [EnumDataType(
        typeof(LinkModeration),
        ErrorMessage = "Linking:Moderation must be None, FirstTime or All."
    )]
    public LinkModeration Moderation { get; set; }

    /// <summary>The WebSub hub that is told when feeds change, so that readers need not ask; none unless set.</summary>
    public string Hub { get; set; } = "";

    /// <summary>Whether the hubs of followed blogs are asked to tell of their news; they are read anyway.</summary>
    public bool Subscribe { get; set; } = true;

    /// <summary>Null when there is none.</summary>
    public Uri? HubAddress => WebAddress.Read(Hub);

    /// <summary>Whether other sites are told of links to them at all.</summary>
    public bool IsSending => Trackback.Send || Pingback.Send || Webmention.Send;
}

internal sealed class DirectionSettings
{
    public bool Receive { get; set; } = true;

    public bool Send { get; set; } = true;
}

internal sealed class LimitsSettings
{
    [Range(1, 1_000_000, ErrorMessage = "Limits:CommentsPerTenMinutes must be from 1 to 1000000.")]
    public int CommentsPerTenMinutes { get; set; } = 5;

    [Range(1, 1_000_000, ErrorMessage = "Limits:CommentsPerHour must be from 1 to 1000000.")]
    public int CommentsPerHour { get; set; } = 10;

    [Range(
        1,
        1_000_000,
        ErrorMessage = "Limits:FirstWeekCommentsPerHour must be from 1 to 1000000."
    )]
    public int FirstWeekCommentsPerHour { get; set; } = 5;

    [Range(1, 1_000_000, ErrorMessage = "Limits:HeldPerPost must be from 1 to 1000000.")]
    public int HeldPerPost { get; set; } = 60;

    [Range(0, 60, ErrorMessage = "Limits:SecondsBeforeComment must be from 0 to 60.")]
    public int SecondsBeforeComment { get; set; } = 3;

    [Range(1, 1_000_000, ErrorMessage = "Limits:PingsPerTenMinutes must be from 1 to 1000000.")]
    public int PingsPerTenMinutes { get; set; } = 20;

    [Range(1, 10000, ErrorMessage = "Limits:PingsPerPostPerMinute must be from 1 to 10000.")]
    public int PingsPerPostPerMinute { get; set; } = 30;

    [Range(1, 1_000_000, ErrorMessage = "Limits:PingsWaiting must be from 1 to 1000000.")]
    public int PingsWaiting { get; set; } = 1_000;

    [Range(1, 1_000_000, ErrorMessage = "Limits:UnverifiedPerHour must be from 1 to 1000000.")]
    public int UnverifiedPerHour { get; set; } = 200;

    [Range(
        1,
        1_000_000,
        ErrorMessage = "Limits:UnverifiedPerHostPerHour must be from 1 to 1000000."
    )]
    public int UnverifiedPerHostPerHour { get; set; } = 10;

    [Range(
        1,
        1_000_000,
        ErrorMessage = "Limits:UnverifiedPerPagePerHour must be from 1 to 1000000."
    )]
    public int UnverifiedPerPagePerHour { get; set; } = 30;

    [Range(1, 10000, ErrorMessage = "Limits:SignInsPerFiveMinutes must be from 1 to 10000.")]
    public int SignInsPerFiveMinutes { get; set; } = 25;

    [Range(1, 1_000_000, ErrorMessage = "Limits:WritesPerMinute must be from 1 to 1000000.")]
    public int WritesPerMinute { get; set; } = 30;

    /// <summary>Answers made for one account, or for one network of visitors; what is kept for all is not counted.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Limits:ReadsPerMinute must be from 1 to 1000000.")]
    public int ReadsPerMinute { get; set; } = 300;

    [Range(10, 100_000, ErrorMessage = "Limits:Connections must be from 10 to 100000.")]
    public int Connections { get; set; } = 200;

    /// <summary>With less room on the disk, forms are sent back and the site says that it is not ready.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Limits:LeastFreeMegabytes must be from 0 to 1000000.")]
    public int LeastFreeMegabytes { get; set; } = 50;

    [Range(1, 100, ErrorMessage = "Limits:PageSize must be from 1 to 100.")]
    public int PageSize { get; set; } = 20;

    [Range(
        1,
        10_000_000,
        ErrorMessage = "Limits:PasswordIterations must be from 1 to 10000000, and is best left alone."
    )]
    public int PasswordIterations { get; set; } = EnoughIterations;

    /// <summary>Fewer rounds than these are for tests.</summary>
    public const int EnoughIterations = 600_000;
}
