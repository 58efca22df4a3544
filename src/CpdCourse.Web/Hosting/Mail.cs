using System.Globalization;
using System.Text;
using CpdCourse.Data;
using CpdCourse.Web.Jobs;

namespace CpdCourse.Web.Hosting;

/// <summary>A letter in plain words.</summary>
/// <param name="To">Address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Link">The link that matters in it; shown in the log while developing without SMTP.</param>
internal sealed record Letter(string To, string Subject, string Text, string? Link = null);

/// <summary>Brings a letter on its way: to a server, or into a folder.</summary>
internal interface IMailTransport
{
    Task Send(Letter letter, string messageId, CancellationToken stop);
}

internal static class MailHosting
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton<SmtpMail>();
        services.AddSingleton<MailFolder>();
        services.AddSingleton<IMailTransport>(all =>
            all.GetRequiredService<MailSettings>().IsSetUp
                ? all.GetRequiredService<SmtpMail>()
                : all.GetRequiredService<MailFolder>()
        );
        services.Later<OutgoingLetter, SendLetter>();
    }

    /// <summary>Puts a letter into the outbox; it leaves once the changes of this context are saved.</summary>
    public static void Post(this CourseDb db, Letter letter, DateTimeOffset now) =>
        db.Later<SendLetter>(new OutgoingLetter(letter, Guid.CreateVersion7().ToString("N")), now);
}

internal sealed record OutgoingLetter(Letter Letter, string Key);

internal sealed class SendLetter(IMailTransport transport, SiteSettings site)
    : ITask<OutgoingLetter>
{
    // A repeat after a crash carries the same id, so that the receiving side can drop it.
    public Task Run(OutgoingLetter payload, CancellationToken stop) =>
        transport.Send(payload.Letter, $"<{payload.Key}@{site.Base.Host}>", stop);
}

/// <summary>Without SMTP settings letters are files in the data folder, to be opened with any mail program.</summary>
internal sealed class MailFolder(
    DataSettings data,
    MailSettings settings,
    TimeProvider clock,
    IHostEnvironment environment,
    ILogger<MailFolder> log
) : IMailTransport
{
    /// <summary>Letters that lie in the folder because no server is named to take them.</summary>
    public int Waiting =>
        !settings.IsSetUp && Directory.Exists(data.In("mail"))
            ? Directory.EnumerateFiles(data.In("mail"), "*.eml").Count()
            : 0;

    public async Task Send(Letter letter, string messageId, CancellationToken stop)
    {
        var folder = Directory.CreateDirectory(data.In("mail")).FullName;
        var now = clock.GetUtcNow();
        var name =
            $"{now.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}-{messageId.Trim('<', '>').Split('@')[0][^6..]}.eml";
        await File.WriteAllTextAsync(
            Path.Combine(folder, name),
            Compose(letter, messageId, now),
            stop
        );
        if (environment.IsDevelopment())
        {
            log.LogInformation(
                "Mail “{Subject}”, file {Name}. Link: {Link}",
                letter.Subject,
                name,
                letter.Link ?? "none"
            );
        }
    }

    private string Compose(Letter letter, string messageId, DateTimeOffset now)
    {
        var body = Convert.ToBase64String(
            Encoding.UTF8.GetBytes(letter.Text),
            Base64FormattingOptions.InsertLineBreaks
        );
        var subject = Convert.ToBase64String(Encoding.UTF8.GetBytes(letter.Subject));
        return $"""
            From: {settings.From}
            To: {letter.To}
            Subject: =?utf-8?B?{subject}?=
            Date: {now.ToString("r", CultureInfo.InvariantCulture)}
            Message-ID: {messageId}
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            {body}

            """.ReplaceLineEndings("\r\n");
    }
}
