using System.Text.Encodings.Web;
using System.Text.Unicode;
using CpdCourse.Web.Features.Accounts;
using CpdCourse.Web.Features.Blogs;
using CpdCourse.Web.Features.Comments;
using CpdCourse.Web.Features.Embedding;
using CpdCourse.Web.Features.Feeds;
using CpdCourse.Web.Features.Home;
using CpdCourse.Web.Features.Mentions;
using CpdCourse.Web.Features.People;
using CpdCourse.Web.Features.Posts;
using CpdCourse.Web.Features.Search;
using CpdCourse.Web.Features.Setup;
using CpdCourse.Web.Features.Site;
using CpdCourse.Web.Features.Studio;
using CpdCourse.Web.Features.Things;
using CpdCourse.Web.Features.Transfer;
using CpdCourse.Web.Features.Writing;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;

var builder = WebApplication.CreateBuilder(StartOptions.From(args));
builder.AddSettings(args);
var start = new PlainStart(builder);
builder.AddSecurityLog();
builder.AddServer();
builder.AddDrain();
builder.AddKnownHosts();
builder.AddCourseDb();
builder.AddAccounts();
builder.AddJobs();

var services = builder.Services;
services.AddSingleton(TimeProvider.System);
services.AddHttpContextAccessor();
services.AddSingleton<GlanceCache>();
services.AddSingleton<KeptReads>();
services.AddSingleton<KeptPages>();
services.AddSingleton<Room>();
services.AddSingleton<FormTurns>();
services.AddScoped<CurrentPersona>();
services.AddScoped<PageHead>();
services.AddScoped<IconSet>();
services.AddMail();
services.AddMarkup();
services.AddOutbound();
services.AddHome();
services.AddThings();
services.AddPosts();
services.AddWriting();
services.AddComments();
services.AddMentions();
services.AddPeople();
services.AddBlogs();
services.AddFeeds();
services.AddEmbedding();
services.AddSearch();
services.AddStudio();
services.AddAccountPages();
services.AddSetup();
services.AddSite();
services.AddTransfer();

// Pages are UTF-8: only what HTML needs is escaped, so that Ünïcode and emoji stay readable and small.
services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
services.AddRazorPages(options => options.RootDirectory = "/Features").AddPageRules();

var app = builder.Build();
if (StartOptions.IsCommand(args))
{
    return await BackupCommands.Run(app, args);
}

return await start.Run(
    app,
    async () =>
    {
        app.UseConnections();
        app.UseDrain();
        app.UseKnownProxies();
        app.UseErrorPages();
        app.UseRequestSizes();
        app.UseSecurityHeaders();
        app.UseOneSpelling();
        app.UseKeptPages();
        app.MapStaticAssets().ShortCircuit();
        app.UseFormerHandles();
        app.UseBadForms();
        app.UseKeptForms();
        app.UseRouting();
        app.UseNoCookies();
        app.UseAuthentication();
        app.UseReadingLimit();
        app.UseRateLimiter();
        app.UseRoom();
        app.UseFormTurns();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapSite();
        app.MapWriting();
        app.MapMentions();
        app.MapBlogs();
        app.MapFeeds();
        app.MapEmbedding();
        await app.Begin(StartOptions.Demo(args));
    }
);
