using CpdCourse.Benchmarks.Serving;
using Microsoft.AspNetCore.Http;

namespace CpdCourse.Benchmarks.Soaking;

/// <summary>A blog elsewhere, whose pages link to what their address names: <c>/3/@maria/soup</c> links to Maria's post.</summary>
internal sealed class StrangersBlog : IAsyncDisposable
{
    private readonly WebApplication app;
    private int pages;

    private StrangersBlog(WebApplication app) => this.app = app;

    public static async Task<StrangersBlog> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var blog = builder.Build();
        blog.Run(http =>
        {
            var path = http.Request.Path.Value!;
            var link = new Uri(Product.PublicAddress, path[path.IndexOf('/', 1)..]);
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync(
                $"<!DOCTYPE html><title>Reading</title><p>I read <a href=\"{link}\">this</a>."
            );
        });
        await blog.StartAsync();
        return new StrangersBlog(blog);
    }

    /// <summary>A page that links to this one.</summary>
    public Uri PageAbout(string path) =>
        new(new Uri(app.Urls.Single()), $"/{Interlocked.Increment(ref pages)}{path}");

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
