/** The emoji short names that people and apps use most. */
const NAMES = `
grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 sweat_smile 😅 joy 😂 rofl 🤣 slightly_smiling_face 🙂 upside_down_face 🙃
wink 😉 blush 😊 innocent 😇 heart_eyes 😍 star-struck 🤩 kissing_heart 😘 yum 😋 stuck_out_tongue 😛 sunglasses 😎 thinking_face 🤔
neutral_face 😐 expressionless 😑 smirk 😏 unamused 😒 face_with_rolling_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔 sleepy 😪 sleeping 😴
confused 😕 worried 😟 slightly_frowning_face 🙁 open_mouth 😮 astonished 😲 flushed 😳 cry 😢 sob 😭 scream 😱 disappointed 😞 sweat 😓 weary 😩
angry 😠 rage 😡 exploding_head 🤯 partying_face 🥳 nerd_face 🤓 hugging_face 🤗 wave 👋 raised_hand ✋ ok_hand 👌 v ✌️ crossed_fingers 🤞
point_left 👈 point_right 👉 point_up ☝️ point_down 👇 +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 clap 👏 raised_hands 🙌 handshake 🤝 pray 🙏 muscle 💪
eyes 👀 bust_in_silhouette 👤 busts_in_silhouette 👥 heart ❤️ broken_heart 💔 green_heart 💚 blue_heart 💙 yellow_heart 💛 purple_heart 💜 100 💯 boom 💥
fire 🔥 sparkles ✨ star ⭐ star2 🌟 zap ⚡ tada 🎉 confetti_ball 🎊 balloon 🎈 gift 🎁 trophy 🏆 medal 🏅 first_place_medal 🥇 second_place_medal 🥈 third_place_medal 🥉
dart 🎯 rocket 🚀 moneybag 💰 euro 💶 dollar 💵 pound 💷 credit_card 💳 chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 briefcase 💼
file_folder 📁 open_file_folder 📂 card_index_dividers 🗂️ card_file_box 🗃️ clipboard 📋 memo 📝 pencil 📝 pencil2 ✏️ page_facing_up 📄 bookmark 🔖 label 🏷️ paperclip 📎
link 🔗 pushpin 📌 round_pushpin 📍 calendar 📆 date 📅 spiral_calendar_pad 🗓️ clock1 🕐 clock3 🕒 clock9 🕘 alarm_clock ⏰ stopwatch ⏱️ hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚
phone ☎️ telephone_receiver 📞 email ✉️ envelope ✉️ inbox_tray 📥 outbox_tray 📤 package 📦 mailbox 📫 bell 🔔 no_bell 🔕 loudspeaker 📢 mega 📣 speech_balloon 💬 thought_balloon 💭
mag 🔍 mag_right 🔎 lock 🔒 unlock 🔓 key 🔑 gear ⚙️ wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ bulb 💡 battery 🔋 computer 💻 wastebasket 🗑️ shield 🛡️
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ warning ⚠️ no_entry ⛔ no_entry_sign 🚫 octagonal_sign 🛑 question ❓ grey_question ❔
exclamation ❗ bangbang ‼️ information_source ℹ️ heavy_plus_sign ➕ heavy_minus_sign ➖ arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrows_counterclockwise 🔄 repeat 🔁 leftwards_arrow_with_hook ↩️
fast_forward ⏩ rewind ⏪ double_vertical_bar ⏸️ arrow_forward ▶️ red_circle 🔴 large_orange_circle 🟠 orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣
white_circle ⚪ black_circle ⚫ large_green_square 🟩 large_red_square 🟥 large_yellow_square 🟨 white_large_square ⬜ black_large_square ⬛ small_blue_diamond 🔹 small_orange_diamond 🔸 small_red_triangle 🔺
sunny ☀️ cloud ☁️ rainbow 🌈 snowflake ❄️ seedling 🌱 herb 🌿 four_leaf_clover 🍀 coffee ☕ pizza 🍕 cake 🍰 champagne 🍾 beers 🍻 house 🏠 office 🏢 factory 🏭 globe_with_meridians 🌐 earth_africa 🌍
flag-fr 🇫🇷 fr 🇫🇷 flag-gb 🇬🇧 gb 🇬🇧 flag-us 🇺🇸 us 🇺🇸 flag-de 🇩🇪 de 🇩🇪 flag-es 🇪🇸 flag-it 🇮🇹 robot_face 🤖 ghost 👻 see_no_evil 🙈 zzz 💤 new 🆕 ok 🆗 sos 🆘 checkered_flag 🏁 triangular_flag_on_post 🚩
`;

const words = NAMES.trim().split(/\s+/);
const EMOJI = new Map();
for (let at = 0; at < words.length; at += 2) EMOJI.set(words[at], words[at + 1]);

/** A short name between colons, with an optional skin tone that we do not draw. */
const SHORT_NAME = /:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/g;

/**
 * @param {string} name without its colons
 * @returns {string|undefined} the characters to show; undefined leaves the words as they were typed
 */
export function emojiNamed(name) {
  return EMOJI.get(name);
}

/**
 * @param {string} text
 * @returns {string} with the short names that we know replaced
 */
export function withEmoji(text) {
  return text.replace(SHORT_NAME, (whole, name) => EMOJI.get(name) ?? whole);
}
