using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using CpdCourse.Linking.Pingback;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Pingbacks as blogs send them.</summary>
internal static class Pingbacks
{
    public const string Permalink = "http://localhost:5023/@maria/soup";

    public static async Task<PingbackAnswer> Pingback(
        this CourseSite site,
        string source,
        string target = Permalink
    )
    {
        using var blog = site.Visitor();
        using var answer = await blog.CallPingback(Call(source, target));
        return await answer.Pingback();
    }

    /// <summary>As in the running program, where the job is begun while the caller waits.</summary>
    public static async Task<PingbackAnswer> PingbackWhileJobsRun(
        this CourseSite site,
        string source
    ) => (await site.TimedPingbackWhileJobsRun(source)).Answer;

    /// <summary>The answer, and after how many seconds it came, however long the job took then.</summary>
    public static async Task<(PingbackAnswer Answer, double Seconds)> TimedPingbackWhileJobsRun(
        this CourseSite site,
        string source
    )
    {
        var answer = Timed(site.Pingback(source));
        while (!answer.IsCompleted)
        {
            await site.RunJobs();
            await Task.Delay(50, CancellationToken.None);
        }

        return await answer;
    }

    private static async Task<(PingbackAnswer Answer, double Seconds)> Timed(
        Task<PingbackAnswer> asked
    )
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await asked;
        return (answer, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    public static string Call(string source, string target) =>
        $"<?xml version=\"1.0\"?><methodCall><methodName>pingback.ping</methodName><params><param><value><string>{source}</string></value></param><param><value><string>{target}</string></value></param></params></methodCall>";

    public static Task<HttpResponseMessage> CallPingback(
        this HttpClient blog,
        string xml,
        string type = "text/xml"
    )
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(xml));
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return blog.PostAsync(new Uri("/xmlrpc", UriKind.Relative), content);
    }

    public static async Task<PingbackAnswer> Pingback(this HttpResponseMessage answer) =>
        PingbackReply.Read(
            await answer.Content.ReadAsByteArrayAsync(),
            answer.Content.Headers.ContentType!.ToString()
        )!;
}
