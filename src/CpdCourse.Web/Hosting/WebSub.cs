using CpdCourse.Linking;
using Microsoft.Extensions.Options;

namespace CpdCourse.Web.Hosting;

/// <summary>How a page or feed names the hub that is told of its changes (WebSub, 4).</summary>
internal static class WebSub
{
    /// <param name="answer">Gets both headers.</param>
    /// <param name="hub">The hub.</param>
    /// <param name="topic">The feed to subscribe to.</param>
    public static void Name(HttpResponse answer, Uri hub, Uri topic)
    {
        answer.Headers.Append("Link", $"<{hub.AbsoluteUri}>; rel=\"hub\"");
        answer.Headers.Append("Link", $"<{topic.AbsoluteUri}>; rel=\"self\"");
    }
}

/// <summary>Stops the start with a sentence when the hub is no address.</summary>
internal sealed class HubCheck : IValidateOptions<LinkingSettings>
{
    public ValidateOptionsResult Validate(string? name, LinkingSettings options) =>
        options.Hub.Length == 0 || WebAddress.Read(options.Hub) is not null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Linking:Hub must be a whole address such as https://hub.example/."
            );
}
