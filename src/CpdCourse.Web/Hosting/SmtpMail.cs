using System.Net.Mail;
using System.Text;

namespace CpdCourse.Web.Hosting;

/// <summary>Letters by SMTP: the second way out of the program beside the fetcher, to the one server that the settings name.</summary>
internal sealed class SmtpMail(MailSettings settings) : IMailTransport
{
    public async Task Send(Letter letter, string messageId, CancellationToken stop)
    {
        using var client = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = settings.StartTls,
        };
        if (settings.User.Length > 0)
        {
            client.Credentials = new System.Net.NetworkCredential(settings.User, settings.Password);
        }

        using var message = new MailMessage(settings.From, letter.To, letter.Subject, letter.Text)
        {
            BodyEncoding = Encoding.UTF8,
            SubjectEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", messageId);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        await client.SendMailAsync(message, stop);
    }
}
