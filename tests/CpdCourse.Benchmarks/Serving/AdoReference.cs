using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace CpdCourse.Benchmarks.Serving;

/// <summary>
/// The floor of what a page from the database costs: the post with its comments, and the list of 20, by prepared ADO.NET commands and a UTF-8 writer. What is the same
/// on every page of the product (head, navigation, foot) is taken from the product's own page, so that both send about as much.
/// </summary>
internal static class AdoReference
{
    public static async Task<int> Run(string[] args)
    {
        var (address, database, pages) = (args[0], args[1], args[2]);
        var (handle, slug) = (args[3], args[4]);
        var post = Frame.Of(Path.Combine(pages, "post"));
        var list = Frame.Of(Path.Combine(pages, "list"));
        var readers = new ConcurrentBag<AdoReader>();
        var app = Reference.App(address);
        app.Run(async context =>
        {
            var reader = readers.TryTake(out var idle) ? idle : new AdoReader(database);
            var page = reader.Page;
            page.ResetWrittenCount();
            if (context.Request.Path.Value == "/post")
            {
                page.Write(post.Before);
                reader.WritePost(handle, slug);
                page.Write(post.After);
            }
            else
            {
                page.Write(list.Before);
                reader.WriteList();
                page.Write(list.After);
            }

            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = page.WrittenCount;
            await context.Response.Body.WriteAsync(page.WrittenMemory, context.RequestAborted);
            readers.Add(reader);
        });
        await app.RunAsync();
        return 0;
    }

    /// <summary>Everything around the main part of a page.</summary>
    private sealed record Frame(byte[] Before, byte[] After)
    {
        public static Frame Of(string file)
        {
            var page = File.ReadAllText(file);
            var main = page.IndexOf("<main", StringComparison.Ordinal);
            var begins = page.IndexOf('>', main) + 1;
            var ends = page.IndexOf("</main>", StringComparison.Ordinal);
            return new Frame(
                Encoding.UTF8.GetBytes(page[..begins]),
                Encoding.UTF8.GetBytes(page[ends..])
            );
        }
    }
}
